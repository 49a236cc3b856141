import Foundation
import LineProtocol
import Understanding

extension ChatMachine {
  private static let urgentPriority = 2

  /// A person takes over, at any hour; from here on the queue speaks and the bot is silent.
  mutating func handOff(
    _ reason: EscalationReason, team name: String? = nil, priority: Int? = nil
  ) {
    guard chat.owner == .bot else { return }
    let settings = bot.settings
    let team =
      settings.teams.first { $0.name == name ?? settings.defaultTeam }
      ?? ShopSettings.Team(name: name ?? settings.defaultTeam)
    let escalation = Escalation(
      reason: reason, team: team.name, priority: priority ?? team.priority,
      language: chat.language, summary: summary(), createdAt: now,
      dueAt: now + team.firstReplySeconds)
    chat.escalation = escalation
    forgetDialogs()
    chat.misses = 0
    own(.queue)
    effects.append(.escalation(escalation, .opened))
    let position = context.queue.position(team: team.name, priority: escalation.priority)
    sayInQueue(.handOff, position: position)
  }

  private mutating func sayInQueue(_ text: SystemText, position: Int) {
    let seconds = context.queue.waitSeconds(position: position)
    say(
      text, as: .system, kind: "queue",
      with: [
        "position": .integer(position),
        "minutes": .integer(max(1, Int((seconds / 60).rounded(.up)))),
      ],
      buttons: buttonOffer(QueueButton.leave).map { [$0] } ?? [])
  }

  // MARK: While waiting

  /// The queue understands a request for a person and "never mind"; nothing else is answered.
  mutating func heardWhileWaiting(_ text: String) {
    if let leave = buttonOffer(QueueButton.leave), text.lowercased() == leave.text.lowercased() {
      return leaveQueue()
    }
    let understanding = bot.recognizer.understand(
      text, language: chat.language, now: bot.localTime(now),
      expecting: ExpectedAnswer(intents: [ControlIntent.stop.rawValue]))
    trace.understanding = understanding
    guard understanding.decision == .match else { return }
    switch understanding.intent.flatMap(ControlIntent.init(rawValue:)) {
    case .stop: leaveQueue()
    case .human, .hello:
      sayInQueue(.stillWaiting, position: context.queue.ownPosition ?? 1)
    default: break
    }
  }

  mutating func leaveQueue() {
    guard var escalation = chat.escalation else { return }
    escalation.status = .cancelled
    escalation.resolvedAt = now
    effects.append(.escalation(escalation, .changed))
    chat.escalation = nil
    chat.tried = []
    own(.bot)
    say(.queueLeft)
  }

  /// Back to the front of the queue: the agent gave the chat up, or is gone.
  mutating func requeue(_ agent: String) {
    guard var escalation = chat.escalation else { return }
    escalation.status = .waiting
    escalation.claimedBy = nil
    escalation.claimedAt = nil
    chat.escalation = escalation
    effects.append(.cancelTimer(.claim))
    effects.append(.cancelTimer(.grace))
    own(.queue)
    effects.append(.escalation(escalation, .toFront))
    note("\(agent) no longer has the chat")
    sayInQueue(.agentLeft, position: 1)
  }

  // MARK: Summary

  /// What the agent reads before the first word, so that nobody has to say it all again.
  private func summary() -> String {
    var lines: [String] = []
    // What it began with and what it came to; the chat itself has the rest.
    let said = chat.utterances
    let shown = said.count > 4 ? [said[0], "…"] + said.suffix(3) : said
    if !shown.isEmpty {
      lines.append(shown.map { $0 == "…" ? $0 : "“\($0)”" }.joined(separator: " "))
    }
    for frame in chat.stack {
      let slots = frame.slots.sorted { $0.key < $1.key }.compactMap { name, value -> String? in
        value.string.map { "\(name)=\($0)" }
      }
      lines.append(
        "\(frame.dialog).\(frame.state)"
          + (slots.isEmpty ? "" : ": " + slots.joined(separator: ", ")))
    }
    if chat.stack.isEmpty, let order = chat.remembered["order_number"] {
      lines.append("order_number=\(order)")
    }
    if !chat.tried.isEmpty { lines.append(chat.tried.suffix(6).joined(separator: "; ")) }
    return lines.joined(separator: "\n")
  }
}
