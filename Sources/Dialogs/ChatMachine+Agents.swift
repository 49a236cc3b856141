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
    guard target != nil || slots.isEmpty else {
      throw .badParameter("`slots` belong to a dialog: name it in `state`")
    }
    if let target { try check(slots, of: target.dialog) }
    settle(outcome: "returned", label: nil)
    own(.bot)
    guard let target else {
      say(.agentReturned, with: ["agent": .string(agent)])
      return
    }
    let version = context.library.current.version
    chat.stack = [
      Frame(dialog: target.dialog.name, version: version, state: target.state, slots: slots)
    ]
    trace.version = version
    note("\(agent) returned the chat to `\(target.dialog.name).\(target.state)`")
    advance()
  }

  /// `dialog.state`, or a dialog, which then begins in its first state.
  private func place(
    named name: String
  ) throws(Refusal) -> (dialog: DialogDefinition, state: String) {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    let dialogs = context.library.current.dialogs
    guard let dialog = parts.first.flatMap({ dialogs[$0] }) else {
      throw .badParameter(
        "`state` is `dialog.state`, or a dialog; there is no dialog in `\(name)`. "
          + Self.advice(parts.first ?? "", among: dialogs.keys.sorted()))
    }
    guard parts.count > 1 else { return (dialog, dialog.states.first?.name ?? "") }
    guard let state = dialog.state(parts[1]) else {
      throw .badParameter(
        "the dialog `\(dialog.name)` has no state `\(parts[1])`. "
          + Self.advice(parts[1], among: dialog.states.map(\.name)))
    }
    return (dialog, state.name)
  }

  /// An agent's values are held to what a customer's would be.
  private func check(
    _ slots: [String: JSONValue], of dialog: DialogDefinition
  ) throws(Refusal) {
    let frame = Frame(
      dialog: dialog.name, version: context.library.current.version, state: "", slots: slots)
    let variables = dialog.variables
    for (name, value) in slots.sorted(by: { $0.key < $1.key }) where !variables.contains(name) {
      guard let slot = dialog.slot(name) else {
        throw .badParameter(
          "the dialog `\(dialog.name)` has no slot `\(name)`. "
            + Self.advice(name, among: dialog.slots.map(\.name)))
      }
      guard let text = value.string, !text.isEmpty else {
        throw .badParameter("slot `\(name)` takes a text that is not empty")
      }
      guard isValid(value, for: slot, in: frame) else {
        throw .badParameter("the dialog `\(dialog.name)` does not take that for its slot `\(name)`")
      }
    }
  }

  private static func advice(_ name: String, among names: [String]) -> String {
    if let near = DidYouMean.closest(to: name, among: names) { return "Did you mean `\(near)`?" }
    return names.isEmpty ? "It has none" : "There are: " + names.joined(separator: ", ")
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
