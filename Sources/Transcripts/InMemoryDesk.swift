package import Dialogs
package import Foundation
package import LineProtocol
package import Understanding

/// A desk with one chat and no daemon: it carries out, in memory, what the machine says must be
/// done.
///
///     event ──▶ Chat.take ──▶ effects ──▶ timers and backend answers, by their time
///                  ▲                                   │
///                  └──────────── advance(to:) ◀────────┘
///
/// The turns are those of the daemon: the same function, the same meaning of effects. What differs
/// is that nothing is stored, and that the clock is whatever the caller says.
package struct InMemoryDesk: Sendable {
  /// More turns than this at one event or moment go round in circles.
  private static let turnBudget = 200
  /// An agenda that fills as fast as it empties must not run for ever.
  private static let appointmentBudget = 100_000

  private struct Appointment: Sendable {
    enum Matter: Equatable, Sendable {
      case timer(ChatTimer)
      case answer(key: String, BackendAnswer)
    }

    var at: Date
    var matter: Matter
  }

  package private(set) var chat: Chat
  package private(set) var now: Date
  package private(set) var notes: [Note] = []
  package var library: BotLibrary
  package var stubs: BackendStubs
  /// By time; what was made first stands first among equals.
  private var agenda: [Appointment] = []

  /// A chat before its first event.
  ///
  /// Without a language the customer's own words decide.
  package init(
    library: BotLibrary, chat id: String, customer: String? = nil, language: Language? = nil,
    page: String? = nil, stubs: BackendStubs = BackendStubs(), at now: Date
  ) {
    self.library = library
    self.stubs = stubs
    self.now = now
    chat = Chat(
      id: id, customer: customer,
      language: library.current.language(for: language?.rawValue),
      isLanguageKnown: language != nil, page: page, at: now)
  }

  /// When the next timer or backend answer is due.
  package var nextDue: Date? { agenda.first?.at }

  package func dueDate(of timer: ChatTimer) -> Date? {
    agenda.first { $0.matter == .timer(timer) }?.at
  }

  // MARK: Happenings

  package mutating func open() -> DeskOutcome { take(.opened) }

  /// The same as an agent who returns the chat there: the bot goes on in that state.
  package mutating func begin(in state: String, slots: [String: JSONValue]) -> DeskOutcome {
    let starter = "transcript"
    chat.owner = .agent(starter)
    return take(.returned(by: starter, state: state, slots: slots))
  }

  /// Lets something happen now, with all that follows at once.
  package mutating func take(_ event: ChatEvent) -> DeskOutcome {
    var outcome = DeskOutcome()
    var events = [event]
    while !events.isEmpty, outcome.turns.count < Self.turnBudget {
      do throws(Dialogs.Refusal) {
        let turn = try chat.take(events.removeFirst(), in: context)
        outcome.turns.append(turn)
        for effect in turn.effects { events += carryOut(effect) }
      } catch {
        if outcome.turns.isEmpty { outcome.refusal = error }
      }
    }
    return outcome
  }

  /// Lets time pass; what is due on the way happens in its order and at its time.
  package mutating func advance(to target: Date) -> DeskOutcome {
    var outcome = DeskOutcome()
    var budget = Self.appointmentBudget
    while let next = agenda.first, next.at <= target, budget > 0 {
      budget -= 1
      agenda.removeFirst()
      now = max(now, next.at)
      let event: ChatEvent =
        switch next.matter {
        case .timer(let timer): .timer(timer)
        case .answer(let key, let answer): .answered(key: key, answer)
        }
      outcome.turns += take(event).turns
    }
    now = max(now, target)
    return outcome
  }

  private var context: TurnContext {
    let waits = chat.owner == .queue
    return TurnContext(
      now: now, library: library, queue: QueueView(ownPosition: waits ? 1 : nil))
  }

  /// Does what an effect asks for; gives back what happens at once because of it.
  private mutating func carryOut(_ effect: Effect) -> [ChatEvent] {
    switch effect {
    case .say, .owner, .escalation, .closed: break
    case .note(let note): notes.append(note)
    case .timer(let timer, let at):
      cancel(timer)
      schedule(Appointment(at: at, matter: .timer(timer)))
    case .cancelTimer(let timer): cancel(timer)
    case .call(let call):
      switch stubs.reply(to: call) {
      case .never: break
      case .answer(let answer, let delay) where delay <= 0:
        return [.answered(key: call.key, answer)]
      case .answer(let answer, let delay):
        schedule(Appointment(at: now + delay, matter: .answer(key: call.key, answer)))
      }
    }
    return []
  }

  private mutating func schedule(_ appointment: Appointment) {
    let index = agenda.firstIndex { $0.at > appointment.at } ?? agenda.endIndex
    agenda.insert(appointment, at: index)
  }

  private mutating func cancel(_ timer: ChatTimer) {
    agenda.removeAll { $0.matter == .timer(timer) }
  }
}
