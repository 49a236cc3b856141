import Foundation
import LineProtocol
import Understanding

/// One turn in the making: the chat as it changes, and the effects so far.
///
///             said · pressed            answered · timer         claimed · returned …
///                   │                          │                          │
///        owner? ────┼── queue: +Queue          │                          │
///                   ▼                          ▼                          ▼
///              +Hearing ──▶ +Slots ──▶    +Running      ◀────────     +Agents
///                   │       +Choices       (the states of dialogs)
///                   └─────▶ +Everywhere, +Fallback ──▶ +HandOff
///
/// A value without clock or I/O; it ends on every input, because a turn has a budget of steps.
struct ChatMachine {
  /// More states than this in one turn are a loop that `check` should have found.
  static let stepBudget = 100

  var chat: Chat
  let context: TurnContext
  var effects: [Effect] = []
  var trace: TurnTrace
  var stepsLeft = stepBudget
  var callsMade = 0
  /// The second order of the message that is answered in this turn.
  var postponed: String?
  /// What the bot has said in this turn.
  var words: [String] = []

  init(chat: Chat, context: TurnContext) {
    self.chat = chat
    self.context = context
    let standing = TurnTrace.Standing(owner: chat.owner, states: chat.states, misses: chat.misses)
    trace = TurnTrace(
      event: "", version: context.library.current.version, before: standing, after: standing,
      steps: [])
    // What follows names rules of that version, whichever is in force now.
    trace.version = bot.version
  }

  var now: Date { context.now }

  /// The rules in force where the customer stands: the innermost dialog's own version.
  var bot: Bot {
    guard let frame = chat.stack.last else { return context.library.current }
    return context.library.bot(frame.version)
  }

  mutating func run(_ event: ChatEvent) throws(Refusal) -> Turn {
    chat.turns += 1
    trace.event = Self.name(of: event)
    moveToCurrentRules()
    trace.version = bot.version
    switch event {
    case .opened: open()
    case .said(let text, let more, let window): heard(text, more: more, window: window)
    case .typing: waitForTyping()
    case .pressed(let button): try pressed(button)
    case .closed: try close(kind: "closed")
    case .claimed(let agent): try claim(by: agent)
    case .agentSaid(let text, let agent): try agentSays(text, by: agent)
    case .agentNoted(let text, let agent): try agentNotes(text, by: agent)
    case .returned(let agent, let state, let slots):
      try giveBack(by: agent, state: state, slots: slots)
    case .released(let agent):
      try mustOwn(agent)
      requeue(agent)
    case .resolved(let agent, let outcome, let label):
      try resolve(by: agent, outcome: outcome, label: label)
    case .agentGone(let agent): agentGone(agent)
    case .agentBack(let agent): agentBack(agent)
    case .answered(let key, let answer): answered(key, answer)
    case .timer(let timer): fired(timer)
    }
    takeUpNext()
    if !words.isEmpty { chat.lastWords = words }
    armReminder()
    trace.after = TurnTrace.Standing(
      owner: chat.owner, states: chat.states, misses: chat.misses)
    return Turn(effects: effects, trace: trace)
  }

  private static func name(of event: ChatEvent) -> String {
    switch event {
    case .opened: "opened"
    case .said: "said"
    case .typing: "typing"
    case .pressed: "pressed"
    case .closed: "closed"
    case .claimed: "claimed"
    case .agentSaid: "agent_said"
    case .agentNoted: "agent_noted"
    case .returned: "returned"
    case .released: "released"
    case .resolved: "resolved"
    case .agentGone: "agent_gone"
    case .agentBack: "agent_back"
    case .answered: "answered"
    case .timer(let timer): "timer:\(timer.rawValue)"
    }
  }

  // MARK: Opening, closing, ownership

  private mutating func open() {
    effects.append(.timer(.idle, at: now + bot.settings.idleSeconds))
    say(.greeting)
  }

  mutating func close(kind: String) throws(Refusal) {
    guard !chat.isClosed else { throw .closed }
    if var escalation = chat.escalation {
      escalation.status = escalation.status == .claimed ? .resolved : .cancelled
      escalation.outcome = "closed"
      escalation.resolvedAt = now
      effects.append(.escalation(escalation, .changed))
    }
    shut(kind: kind)
  }

  /// The last word, and nobody has the chat any more.
  mutating func shut(kind: String) {
    chat.escalation = nil
    forgetDialogs()
    _ = takeBurst()
    for timer in ChatTimer.allCases { effects.append(.cancelTimer(timer)) }
    chat.isReminderSet = false
    say(.closed, as: .system, kind: kind)
    own(.nobody)
    effects.append(.closed)
  }

  mutating func own(_ owner: Owner) {
    guard chat.owner != owner else { return }
    chat.owner = owner
    chat.epoch += 1
    effects.append(.owner(owner, epoch: chat.epoch))
  }

  mutating func forgetDialogs() {
    chat.stack = []
    chat.dropped = nil
    chat.offers = []
    chat.heardMeanwhile = []
    chat.next = nil
    dropCall()
  }

  mutating func dropCall() {
    guard chat.pendingCall != nil else { return }
    chat.pendingCall = nil
    effects.append(.cancelTimer(.call))
  }

  // MARK: Trace

  mutating func note(_ what: String, _ location: SourceLocation? = nil) {
    trace.steps.append(.init(what: what, file: location?.file, line: location?.line))
  }
}
