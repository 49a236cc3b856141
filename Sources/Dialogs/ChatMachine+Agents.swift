import Foundation
import LineProtocol

extension ChatMachine {
  mutating func mustOwn(_ agent: String) throws(Refusal) {
    guard !chat.isClosed else { throw .closed }
    guard chat.owner == .agent(agent) else { throw .notOwner(chat.owner) }
  }

  mutating func claim(by agent: String) throws(Refusal) {
    switch chat.owner {
    case .agent(agent): return
    case .agent(let other): throw .alreadyClaimed(by: other)
    case .nobody: throw .closed
    case .bot: throw .conflict("nothing waits in this chat: the bot has it")
    case .queue: break
    }
    guard var escalation = chat.escalation else {
      throw .conflict("nothing waits in this chat")
    }
    escalation.status = .claimed
    escalation.claimedBy = agent
    escalation.claimedAt = now
    chat.escalation = escalation
    chat.offers = []
    own(.agent(agent))
    effects.append(.escalation(escalation, .changed))
    effects.append(.timer(.claim, at: now + bot.settings.claimSeconds))
    say(.agentJoined, as: .system, kind: "joined", with: ["agent": .string(agent)])
  }

  mutating func agentSays(_ text: String, by agent: String) throws(Refusal) {
    try mustOwn(agent)
    chat.lastActivity = now
    bubble(text, as: .agent, name: agent)
    effects.append(.cancelTimer(.claim))
    guard var escalation = chat.escalation, escalation.firstReplyAt == nil else { return }
    escalation.firstReplyAt = now
    chat.escalation = escalation
    effects.append(.escalation(escalation, .changed))
  }

  mutating func agentNotes(_ text: String, by agent: String) throws(Refusal) {
    effects.append(.note(Note(agent: agent, text: text, afterSeq: chat.lastSeq)))
  }

  /// To the bot again, which greets, or goes on in the state the agent names.
  mutating func giveBack(
    by agent: String, state: String?, slots: [String: JSONValue]
  ) throws(Refusal) {
    try mustOwn(agent)
    let target = try state.map { name throws(Refusal) in try place(named: name) }
    settle(outcome: "returned", label: nil)
    own(.bot)
    guard let (dialog, state) = target else {
      say(.agentReturned, with: ["agent": .string(agent)])
      return
    }
    let version = context.library.current.version
    chat.stack = [Frame(dialog: dialog, version: version, state: state, slots: slots)]
    note("\(agent) returned the chat to `\(dialog).\(state)`")
    advance()
  }

  /// `dialog.state`, or a dialog, which then begins in its first state.
  private func place(named name: String) throws(Refusal) -> (String, String) {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    let bot = context.library.current
    guard let dialog = parts.first.flatMap({ bot.dialogs[$0] }),
      let state = parts.count > 1 ? dialog.state(parts[1]) : dialog.states.first
    else { throw .badParameter("state `\(name)` is not in the rules in force") }
    return (dialog.name, state.name)
  }

  mutating func resolve(by agent: String, outcome: String, label: String?) throws(Refusal) {
    try mustOwn(agent)
    settle(outcome: outcome, label: label)
    shut(kind: "resolved")
  }

  private mutating func settle(outcome: String, label: String?) {
    effects.append(.cancelTimer(.claim))
    effects.append(.cancelTimer(.grace))
    guard var escalation = chat.escalation else { return }
    escalation.status = .resolved
    escalation.resolvedAt = now
    escalation.outcome = outcome
    escalation.label = label
    effects.append(.escalation(escalation, .changed))
    chat.escalation = nil
    chat.tried = []
  }

  mutating func agentGone(_ agent: String) {
    guard chat.owner == .agent(agent) else { return }
    effects.append(.timer(.grace, at: now + bot.settings.graceSeconds))
  }

  mutating func agentBack(_ agent: String) {
    guard chat.owner == .agent(agent) else { return }
    effects.append(.cancelTimer(.grace))
  }
}
