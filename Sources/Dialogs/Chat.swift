package import Foundation
package import LineProtocol
package import Understanding

/// One customer's chat: all that the next turn depends on.
///
/// A value without clock or I/O. `take` is its only way to change, and gives back what the world
/// must do about it:
///
///     chat + event + context ──take──▶ chat′ + effects + trace
///
/// The same chat, event and context always give the same turn; so a transcript is a test, and a
/// restarted daemon goes on where the stored chat stands.
package struct Chat: Codable, Equatable, Sendable {
  package let id: String
  package var customer: String?
  package var language: Language
  package private(set) var page: String?
  package var owner = Owner.bot
  /// Grows with every change of owner: a decision made for an older epoch is void.
  package var epoch = 1
  package var lastSeq = 0
  package var turns = 0

  /// Dialogs in progress, the innermost last.
  package var stack: [Frame] = []
  /// The dialogs that the customer has just dropped in the middle of a question; a "yes" right
  /// after it takes them up again.
  package var dropped: [Frame]?
  /// Consecutive turns that were not understood.
  package var misses = 0
  package var pendingCall: PendingCall?
  /// What the customer wrote while a call was out: one turn after the answer.
  package var heardMeanwhile: [String] = []
  /// The other order of a message that named two: taken up when nothing is asked any more.
  package var next: String?
  /// The parts of a burst so far.
  package var burst: [String] = []
  /// How long the rest of the burst is waited for; nil where nothing is.
  package var burstWait: BurstWait?
  /// The buttons last shown.
  package var offers: [Offer] = []
  package var escalation: Escalation?

  /// Entity type → the value last given.
  package var remembered: [String: String] = [:]
  /// The last things the customer said, for the summary.
  package var utterances: [String] = []
  /// What backends said and what was tried since the chat was last with a person.
  package var tried: [String] = []
  /// Text key → how often it was said, where it has variants: each time the next one.
  package var said: [String: Int] = [:]
  /// What the bot said last, for "say that again".
  package var lastWords: [String] = []
  package var warnings = 0

  /// The language a single message was in; a second one switches.
  package var languageVote: Language?
  /// Whether somebody named the language, or the customer has shown it.
  package var isLanguageKnown: Bool
  package var lastActivity: Date
  package var lastHeard: Date
  package var isReminded = false
  package var isReminderSet = false

  package init(
    id: String, customer: String? = nil, language: Language, isLanguageKnown: Bool,
    page: String? = nil, at now: Date
  ) {
    self.id = id
    self.customer = customer
    self.language = language
    self.isLanguageKnown = isLanguageKnown
    self.page = page
    lastActivity = now
    lastHeard = now
  }

  package var isClosed: Bool { owner == .nobody }

  /// Lets `event` happen.
  ///
  /// Throws a `Refusal`, with nothing changed, where it may not: only the owner speaks.
  package mutating func take(
    _ event: ChatEvent, in context: TurnContext
  ) throws(Refusal) -> Turn {
    var machine = ChatMachine(chat: self, context: context)
    let turn = try machine.run(event)
    self = machine.chat
    return turn
  }

  /// What the place in its dialog makes likely, so that "yes" and "12" can be understood.
  package func expectedAnswer(in library: BotLibrary) -> ExpectedAnswer? {
    if stack.isEmpty, dropped != nil {
      return ExpectedAnswer(intents: [ControlIntent.yes.rawValue, ControlIntent.no.rawValue])
    }
    guard let frame = stack.last,
      let dialog = library.bot(frame.version).dialogs[frame.dialog],
      let state = dialog.state(frame.state)
    else { return nil }
    if let asking = frame.asking, let slot = dialog.slot(asking) {
      return ExpectedAnswer(entity: slot.entity)
    }
    return ExpectedAnswer(intents: state.go.flatMap(\.on))
  }

  /// The versions of the rules that dialogs in progress still need.
  package var versionsInUse: Set<String> { Set((stack + (dropped ?? [])).map(\.version)) }

  /// `order_track.awaiting_order`, the innermost last.
  package var states: [String] { stack.map { "\($0.dialog).\($0.state)" } }
}

/// How long the rest of a burst is waited for.
package struct BurstWait: Codable, Equatable, Sendable {
  /// Who types for ever gets an answer after so many windows all the same.
  private static let windows = 4.0
  /// And who sends part after part, after so many.
  private static let windowsOfParts = 8.0

  /// When the first part came.
  package let begunAt: Date
  /// Seconds that the next part may take.
  package let window: Double
  package let endsAt: Date

  init(begunAt: Date, window: Double, endsAt: Date) {
    self.begunAt = begunAt
    self.window = window
    // In whole milliseconds: a chat that was stored and read again is the same chat.
    self.endsAt = Date(
      timeIntervalSince1970: (endsAt.timeIntervalSince1970 * 1_000).rounded() / 1_000)
  }

  /// As it is when a part came at `now`, which may say anew how long the next may take.
  package static func after(
    partAt now: Date, window: Double, following earlier: BurstWait?
  ) -> BurstWait {
    let begunAt = earlier?.begunAt ?? now
    return BurstWait(
      begunAt: begunAt, window: window,
      endsAt: max(now, min(now + window, begunAt + window * windowsOfParts)))
  }

  /// As it is when the customer types at `now`; nil where that changes nothing.
  package func prolonged(at now: Date) -> BurstWait? {
    let end = min(now + window, begunAt + window * Self.windows)
    let longer = BurstWait(begunAt: begunAt, window: window, endsAt: end)
    return longer.endsAt > endsAt ? longer : nil
  }
}

/// A dialog in progress.
package struct Frame: Codable, Equatable, Sendable {
  /// How far the current state has got.
  package enum Step: String, Codable, Sendable {
    case saying, filling, running, calling, choosing, going
  }

  package var dialog: String
  /// The version of the rules it began with and finishes under.
  package var version: String
  package var state: String
  package var step = Step.saying
  package var slots: [String: JSONValue] = [:]
  /// The slot just asked for.
  package var asking: String?
  /// Slot → how often it was asked for again.
  package var reasked: [String: Int] = [:]
  /// Slots in the order the customer filled them, for "back".
  package var filled: [String] = []
  /// Whether the customer was led away and is to be led back.
  package var isInterrupted = false
  /// Whether it was run by the frame below, and hands its slots back.
  package var isCalled = false

  package init(dialog: String, version: String, state: String, slots: [String: JSONValue] = [:]) {
    self.dialog = dialog
    self.version = version
    self.state = state
    self.slots = slots
  }
}

/// A call whose answer the innermost dialog waits for.
package struct PendingCall: Codable, Equatable, Sendable {
  package var key: String
  package var function: String
}

/// A button as it was shown.
package struct Offer: Codable, Equatable, Sendable {
  package var id: String
  package var text: String
  /// What pressing it means, where it is a guess.
  package var intent: String?
  /// The slot that it fills, where only a call could tell the value.
  package var fills: String?
}
