import Dialogs
import Foundation
import LineProtocol
import Logging
import Store

/// What a round came to, once it is committed or has failed whole.
struct RoundResult {
  var replies: [(TurnLoop.Reply, Result<JSONValue, ProtocolError>)] = []
  var events: [StoredEvent] = []
  var calls: [BackendCall] = []
  var adopted: BotLibrary?
  var nextTimer: Date?

  var isEmpty: Bool { replies.isEmpty && events.isEmpty && calls.isEmpty }
}

/// What the turn loop's thread keeps between rounds; all of it can be read back from the store.
struct TurnMemory {
  /// Chats as they are stored; only a cache.
  var chats: [String: Chat] = [:]
  /// The last cursor given.
  var cursor = 0
  var queue = QueueView()
  /// Where each waiting chat was last told to stand.
  var positions: [String: Int] = [:]
  var isLoaded = false
}

/// Works off rounds, on the turn loop's thread.
struct TurnWorker {
  private static let chatsKept = 4_096
  /// Without a known time, a failed write is tried again after this.
  private static let retryMilliseconds = 1_000

  let store: ChatStore
  let clock: DeskClock
  var library: BotLibrary
  let logger: Logger
  private var memory = TurnMemory()
  /// Whether a round has taken up what the last daemon left.
  private var hasResumed = false

  init(store: ChatStore, clock: DeskClock, library: BotLibrary, logger: Logger) {
    self.store = store
    self.clock = clock
    self.library = library
    self.logger = logger
  }

  /// One transaction for the whole batch; where one command breaks it, one transaction each.
  mutating func run(_ batch: [TurnLoop.Submission]) -> RoundResult {
    do {
      return try attempt(batch)
    } catch  where batch.count > 1 && !error.isStorageFull {
      var result = RoundResult()
      for submission in batch {
        let single = run([submission])
        result.replies += single.replies
        result.events += single.events
        result.calls += single.calls
        result.adopted = single.adopted ?? result.adopted
        result.nextTimer = single.nextTimer
      }
      return result
    } catch {
      memory = TurnMemory()
      let answer = refusal(for: error)
      return RoundResult(
        replies: batch.map { ($0.reply, .failure(answer)) },
        nextTimer: clock.now + Double(Self.retryMilliseconds) / 1_000)
    }
  }

  private mutating func attempt(
    _ batch: [TurnLoop.Submission]
  ) throws(StoreError) -> RoundResult {
    if memory.chats.count > Self.chatsKept { memory.chats = [:] }
    var memory = memory
    var changed: [String: Chat] = [:]
    var library = library
    var result = RoundResult()
    try store.write("turns") { transaction in
      var round = TurnRound(
        transaction: transaction, memory: memory, library: library, clock: clock, logger: logger)
      try round.begin()
      // First: what is overdue since the last daemon ended would take chats from agents who had
      // no daemon to come back to.
      if !hasResumed { try round.resume() }
      try round.fireDueTimers()
      for submission in batch {
        let answer: Result<JSONValue, ProtocolError>
        do throws(TurnFailure) {
          answer = .success(try round.handle(submission.command))
        } catch {
          switch error {
          case .refused(let refusal): answer = .failure(refusal)
          case .store(let fault): throw fault
          }
        }
        round.result.replies.append((submission.reply, answer))
      }
      try round.pushPositions()
      round.result.nextTimer = try transaction.nextTimer()
      memory = round.memory
      changed = round.changed
      library = round.library
      result = round.result
    }
    hasResumed = true
    self.memory = memory
    memory.chats = [:]
    self.memory.chats.merge(changed) { _, new in new }
    self.library = library
    return result
  }

  private func refusal(for error: StoreError) -> ProtocolError {
    if error.isStorageFull {
      logger.error("\(error)")
      return ProtocolError(
        .readOnly, "Nothing can be stored right now. Send again after retry_ms.",
        retryMilliseconds: Self.retryMilliseconds)
    }
    logger.error("a turn failed: \(error)")
    return ProtocolError(
      .internal, "The daemon failed on this request; nothing was changed. See its log.")
  }
}

/// Why a command was not carried out.
enum TurnFailure: Error {
  /// It may not be: the caller is told, the round goes on.
  case refused(ProtocolError)
  /// Something is broken: the round is rolled back.
  case store(any Error)
}
