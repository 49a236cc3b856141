import Dialogs
import Foundation
import LineProtocol
import Logging
import Store

/// The commands of one transaction, as they are carried out.
struct TurnRound {
  private static let timersARound = 500
  /// A reminder that comes later than this after its time helps nobody.
  private static let stalestReminder = 600.0

  let transaction: StoreTransaction
  var memory: TurnMemory
  /// Chats as this round leaves them; part of the memory only once it is committed.
  private(set) var changed: [String: Chat] = [:]
  var library: BotLibrary
  let clock: DeskClock
  let logger: Logger
  var result = RoundResult()
  private var hasQueueChanged = false

  init(
    transaction: StoreTransaction, memory: TurnMemory, library: BotLibrary, clock: DeskClock,
    logger: Logger
  ) {
    self.transaction = transaction
    self.memory = memory
    self.library = library
    self.clock = clock
    self.logger = logger
  }

  var reading: StoreReading { transaction.reading }

  /// Reads back what is not in memory: at the start, and after a round that failed.
  mutating func begin() throws {
    guard !memory.isLoaded else { return }
    memory.cursor = try reading.cursors().newest
    try refreshQueue()
    memory.isLoaded = true
  }

  // MARK: Turns

  func chat(_ id: String) throws(TurnFailure) -> Chat {
    guard let chat = try stored({ try known(id) }) else {
      throw .refused(ProtocolError(.noSuchChat, "There is no chat `\(id)`. Open it first."))
    }
    return chat
  }

  /// The chat as it is now, wherever it is kept; nil where there is none.
  func known(_ id: String) throws -> Chat? {
    try changed[id] ?? memory.chats[id] ?? transaction.chat(id)
  }

  /// Lets an event happen to a chat, and stores what came of it.
  mutating func take(
    _ event: ChatEvent, chat: Chat, key: ClientKey? = nil, at time: Date? = nil
  ) throws(TurnFailure) -> (turn: Turn, chat: Chat, outcome: StoredTurnOutcome) {
    var chat = chat
    let now = time ?? clock.now
    var context = TurnContext(now: now, library: library, queue: memory.queue)
    if chat.owner == .queue {
      context.queue.ownPosition = try stored { try reading.position(of: chat.id) }
    }
    let turn: Turn
    do throws(Refusal) {
      turn = try chat.take(event, in: context)
    } catch {
      throw .refused(ProtocolError(error))
    }
    if let fault = turn.trace.fault {
      logger.error("chat \(chat.id), turn \(chat.turns): \(fault)")
    }
    let outcome = try stored {
      try transaction.store(turn, of: chat, key: key, at: now, cursor: &memory.cursor)
    }
    result.events += outcome.events
    result.calls += outcome.calls
    changed[chat.id] = chat
    if outcome.changedQueue {
      hasQueueChanged = true
      try stored { try refreshQueue() }
    }
    return (turn, chat, outcome)
  }

  /// A failure of the store rolls the round back; everything else is the caller's to hear.
  func stored<Value>(_ body: () throws -> Value) throws(TurnFailure) -> Value {
    do { return try body() } catch { throw .store(error) }
  }

  mutating func stored<Value>(
    _ body: (inout Int) throws -> Value
  ) throws(TurnFailure) -> Value {
    do { return try body(&memory.cursor) } catch { throw .store(error) }
  }

  // MARK: Timers

  /// Runs what is due, the oldest first, each with its deletion in this transaction.
  mutating func fireDueTimers() throws {
    for due in try transaction.dueTimers(at: clock.now, limit: Self.timersARound) {
      try fire(due, at: clock.now)
    }
  }

  mutating func fire(_ due: StoreTransaction.DueTimer, at now: Date) throws {
    try transaction.deleteTimer(due.timer, of: due.chat)
    guard var chat = try known(due.chat) else { return }
    if due.timer == .noInput, now.timeIntervalSince(due.at) > Self.stalestReminder {
      chat.isReminderSet = false
      try transaction.save(chat, at: now)
      changed[chat.id] = chat
      return
    }
    try letHappen(.timer(due.timer), to: chat, at: now)
  }

  /// Takes an event that nobody waits to hear the outcome of.
  mutating func letHappen(_ event: ChatEvent, to chat: Chat, at now: Date) throws {
    do throws(TurnFailure) {
      _ = try take(event, chat: chat, at: now)
    } catch {
      if case .store(let fault) = error { throw fault }
    }
  }

  // MARK: The queue

  mutating func refreshQueue() throws {
    memory.queue.waiting = try reading.waitingCounts()
    if let seconds = try reading.secondsPerChat() {
      memory.queue.secondsPerChat = min(max(seconds, 15), 900)
    }
  }

  /// Tells those who wait where they stand now, if that has changed.
  mutating func pushPositions() throws {
    guard hasQueueChanged else { return }
    var places: [String: Int] = [:]
    var positions: [String: Int] = [:]
    for row in try reading.waiting(limit: Self.timersARound) {
      let position = (places[row.team] ?? 0) + 1
      places[row.team] = position
      positions[row.chat] = position
      guard memory.positions[row.chat] != position else { continue }
      result.events.append(
        try transaction.event(
          .queue, place(position, promisedAt: row.dueAt), of: row.chat, cursor: &memory.cursor))
    }
    memory.positions = positions
  }

  /// Where somebody stands who waits, as it is told.
  func place(_ position: Int, promisedAt: Date) -> [String: JSONValue] {
    [
      "position": .integer(position),
      "wait_s": .integer(Int(memory.queue.waitSeconds(position: position).rounded())),
      "promised_at": .string(Timestamp.text(promisedAt)),
    ]
  }
}

extension ProtocolError {
  /// What a client's author has to know when the chat does not let something happen.
  init(_ refusal: Refusal) {
    switch refusal {
    case .notOwner(let owner):
      self.init(
        .notOwner,
        "The chat belongs to `\(owner.rawValue)`, and only the owner speaks. Claim it first.",
        owner: owner.rawValue)
    case .alreadyClaimed(let agent):
      self.init(.alreadyClaimed, "The chat is with agent `\(agent)`.", agent: agent)
    case .closed:
      self.init(.closed, "The chat is closed. A message of the customer opens it again.")
    case .conflict(let why): self.init(.conflict, "\(why).")
    case .badParameter(let why): self.init(.badParams, "\(why).")
    }
  }
}
