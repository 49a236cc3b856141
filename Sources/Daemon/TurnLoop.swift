package import Dialogs
import Foundation
package import LineProtocol
package import Logging
package import NIOCore
package import Store
import Synchronization

/// The path of a message through the daemon: the one place that knows the order of its steps.
///
///     submit ─▶ ┌─────────────────── one thread, one transaction a round ───────────────────┐
///     submit ─▶ │ chat ─▶ repeat? ─▶ take (understand, decide) ─▶ store turn, timers, events │
///     timers ─▶ └───────────────────────────────── commit, synced ──────────────────────────┘
///                                                     │ only now
///                          answers ─▶ events to subscribers ─▶ backend calls
///
/// Whatever has come in while a commit was under way forms the next round (group commit). One
/// writer thread and one event at a time make it impossible for a turn to be decided on one state
/// and stored on another: the owner that `take` checks is the owner in the same transaction.
///
/// Where a round cannot be written, nothing in it has happened: callers get `READ_ONLY`, and the
/// next round tries again.
package final class TurnLoop: Sendable {
  package typealias Reply = @Sendable (Result<JSONValue, ProtocolError>) -> Void

  /// Where a round's results go, on `eventLoop`: first the replies, then `publish`, then `send`.
  package struct Outlets: Sendable {
    package var eventLoop: any EventLoop
    package var publish: @Sendable ([StoredEvent]) -> Void
    package var send: @Sendable ([BackendCall]) -> Void

    package init(
      eventLoop: any EventLoop, publish: @escaping @Sendable ([StoredEvent]) -> Void,
      send: @escaping @Sendable ([BackendCall]) -> Void
    ) {
      self.eventLoop = eventLoop
      self.publish = publish
      self.send = send
    }
  }

  struct Submission {
    var command: DeskCommand
    var reply: Reply
  }

  /// More than this waiting is answered `OVERLOADED`: memory is finite.
  private static let inboxLimit = 20_000
  private static let roundLimit = 512

  package let clock: DeskClock
  package let store: ChatStore
  private let library: Mutex<BotLibrary>
  private let logger: Logger
  private let inbox: TurnInbox

  package init(
    store: ChatStore, library: BotLibrary, clock: DeskClock, logger: Logger
  ) {
    self.store = store
    self.library = Mutex(library)
    self.clock = clock
    self.logger = logger
    inbox = TurnInbox(limit: Self.inboxLimit)
  }

  /// The rules in force.
  package var bot: Bot { library.withLock { $0.current } }
  package var botLibrary: BotLibrary { library.withLock { $0 } }

  /// Hands a command in; `reply` is called on the event loop once it is committed or refused.
  package func submit(_ command: DeskCommand, reply: @escaping Reply = { _ in }) {
    let isTaken = inbox.add(Submission(command: command, reply: reply))
    guard !isTaken else { return }
    reply(
      .failure(
        ProtocolError(
          .overloaded, "Too much is waiting. Send again after retry_ms.", retryMilliseconds: 500)))
  }

  /// Starts the thread; what was submitted earlier has waited for it.
  package func start(_ outlets: Outlets) {
    let thread = Thread { [self] in run(outlets) }
    thread.name = "turn loop"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Finishes what has been submitted, ends the thread, and returns when it has ended.
  package func stop() { inbox.stop() }

  // MARK: The thread

  private func run(_ outlets: Outlets) {
    var worker = TurnWorker(store: store, clock: clock, library: botLibrary, logger: logger)
    // The first round has no command: it takes up what the last daemon left.
    var batch: [Submission]? = []
    while let taken = batch {
      let round = worker.run(taken)
      if let adopted = round.adopted { library.withLock { $0 = adopted } }
      if !round.isEmpty { deliver(round, to: outlets) }
      batch = inbox.next(
        limit: Self.roundLimit, until: clock.isManual ? nil : round.nextTimer)
    }
    inbox.ended()
  }

  private func deliver(_ round: RoundResult, to outlets: Outlets) {
    outlets.eventLoop.execute {
      for (reply, result) in round.replies { reply(result) }
      outlets.publish(round.events)
      outlets.send(round.calls)
    }
  }
}
