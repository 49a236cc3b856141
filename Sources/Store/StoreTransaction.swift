package import Dialogs
package import Foundation
import GRDB
import LineProtocol
import Understanding

/// What may be written, all within the one transaction that `ChatStore.write` has open.
package struct StoreTransaction {
  let db: Database

  package var reading: StoreReading { StoreReading(db: db) }

  // MARK: Chats

  package func chat(_ id: String) throws -> Chat? { try reading.chat(id) }

  package func save(_ chat: Chat, at now: Date) throws {
    let versions = chat.versionsInUse.sorted().joined(separator: " ")
    let closed = chat.isClosed ? Timestamp.text(now) : nil
    try db.cachedStatement(
      sql: """
        INSERT INTO chats (id, customer, language, owner, epoch, last_seq, opened_at, updated_at,
          closed_at, versions, state)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10)
        ON CONFLICT (id) DO UPDATE SET customer = ?2, language = ?3, owner = ?4, epoch = ?5,
          last_seq = ?6, updated_at = ?7, closed_at = ?8, versions = ?9, state = ?10
        """
    ).execute(
      arguments: [
        chat.id, chat.customer, chat.language.rawValue, chat.owner.rawValue, chat.epoch,
        chat.lastSeq, Timestamp.text(now), closed, versions.isEmpty ? nil : versions,
        chat.json.jsonText,
      ])
  }

  /// How far the customer has read; never backwards, never beyond what was said.
  package func markSeen(_ chat: String, seq: Int) throws {
    try db.cachedStatement(
      sql: "UPDATE chats SET seen_seq = max(seen_seq, min(?, last_seq)) WHERE id = ?"
    ).execute(arguments: [seq, chat])
  }

  // MARK: Repeats

  /// What a message with this id led to the first time.
  package struct Repeated {
    package var seq: Int
    /// What others said in the same turn.
    package var messages: [Message]
  }

  package func repeated(chat: String, sender: String, messageID: String) throws -> Repeated? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT seq, turn FROM messages WHERE chat_id = ? AND sender = ? AND message_id = ?
          """),
      arguments: [chat, sender, messageID])
    guard let row else { return nil }
    let turn: Int = row["turn"]
    let seq: Int = row["seq"]
    let messages = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT * FROM messages WHERE chat_id = ? AND turn = ? AND seq <> ? ORDER BY seq"),
      arguments: [chat, turn, seq]
    ).map(Message.init(row:))
    return Repeated(seq: seq, messages: messages)
  }

  package func repeatedNote(chat: String, agent: String, messageID: String) throws -> Int? {
    try Int.fetchOne(
      db.cachedStatement(
        sql: "SELECT id FROM notes WHERE chat_id = ? AND agent = ? AND message_id = ?"),
      arguments: [chat, agent, messageID])
  }

  // MARK: Timers and calls

  package struct DueTimer {
    package var chat: String
    package var timer: ChatTimer
    package var at: Date
  }

  /// Timers due at `now`, the oldest first.
  package func dueTimers(at now: Date, limit: Int) throws -> [DueTimer] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT chat_id, kind, fire_at FROM timers WHERE fire_at <= ?
          ORDER BY fire_at, chat_id LIMIT ?
          """),
      arguments: [Self.milliseconds(now), limit]
    ).compactMap { row in
      ChatTimer(rawValue: row["kind"]).map {
        DueTimer(chat: row["chat_id"], timer: $0, at: Self.date(row["fire_at"]))
      }
    }
  }

  package func nextTimer() throws -> Date? {
    try Int.fetchOne(db.cachedStatement(sql: "SELECT min(fire_at) FROM timers"))
      .map(Self.date(_:))
  }

  package func deleteTimer(_ timer: ChatTimer, of chat: String) throws {
    try db.cachedStatement(sql: "DELETE FROM timers WHERE chat_id = ? AND kind = ?")
      .execute(arguments: [chat, timer.rawValue])
  }

  func set(_ timer: ChatTimer, of chat: String, at time: Date) throws {
    try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO timers (chat_id, kind, fire_at) VALUES (?, ?, ?)"
    ).execute(arguments: [chat, timer.rawValue, Self.milliseconds(time)])
  }

  /// The chat whose call this is; nil where nobody waits for it any more.
  package func chat(ofCall key: String) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT chat_id FROM calls WHERE key = ?"), arguments: [key])
  }

  /// Calls that are out, in the order of their deadlines.
  package func openCalls() throws -> [BackendCall] {
    try Row.fetchAll(db, sql: "SELECT * FROM calls ORDER BY deadline").map { row in
      BackendCall(
        key: row["key"], chat: row["chat_id"], function: row["function"],
        arguments: try StoredJSON.decode([String: JSONValue].self, row["arguments"]),
        deadline: Self.date(row["deadline"]))
    }
  }

  static func milliseconds(_ date: Date) -> Int {
    Int((date.timeIntervalSince1970 * 1_000).rounded())
  }
  static func date(_ milliseconds: Int) -> Date {
    Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
  }

  // MARK: Agents

  package func save(_ agent: AgentRow) throws {
    try db.execute(
      sql: """
        INSERT INTO agents (name, state, capacity, skills) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (name) DO UPDATE SET state = ?2, capacity = ?3, skills = ?4
        """,
      arguments: [
        agent.name, agent.state, agent.capacity, try StoredJSON.encode(agent.skills),
      ])
  }

  // MARK: Rules

  /// Keeps the rules of that version: a dialog finishes under the rules it began with.
  package func keepRules(_ version: String, files: Data, at now: Date) throws {
    try db.execute(
      sql: "INSERT OR IGNORE INTO rules (version, loaded_at, files) VALUES (?, ?, ?)",
      arguments: [version, Timestamp.text(now), files])
  }

  /// The versions that dialogs in progress began with.
  package func versionsInUse() throws -> Set<String> {
    Set(
      try String.fetchAll(
        db, sql: "SELECT DISTINCT versions FROM chats WHERE versions IS NOT NULL"
      ).flatMap { $0.split(separator: " ").map(String.init) })
  }

  /// Versions other than `current` that a dialog in progress still runs under, with their files.
  package func rulesInUse(besides current: String) throws -> [(version: String, files: Data)] {
    try versionsInUse().subtracting([current]).sorted().compactMap { version in
      try Data.fetchOne(db, sql: "SELECT files FROM rules WHERE version = ?", arguments: [version])
        .map { (version, $0) }
    }
  }
}
