package import Dialogs
package import Foundation
import GRDB
import LineProtocol

/// Questions to one consistent view of the store.
package struct StoreReading {
  let db: Database

  // MARK: Chats

  package func chat(_ id: String) throws -> Chat? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT state FROM chats WHERE id = ?"), arguments: [id]
    ).map { try StoredJSON.decode(Chat.self, $0) }
  }

  /// The messages after `after`, ascending, at most `limit`, and the newest seq; nil: no such chat.
  package func history(
    of chat: String, after: Int, limit: Int
  ) throws -> (messages: [Message], last: Int)? {
    guard
      let last = try Int.fetchOne(
        db.cachedStatement(sql: "SELECT last_seq FROM chats WHERE id = ?"), arguments: [chat])
    else { return nil }
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT * FROM messages WHERE chat_id = ? AND seq > ? ORDER BY seq LIMIT ?"),
      arguments: [chat, after, limit])
    return (try rows.map(Message.init(row:)), last)
  }

  /// The newest messages, ascending, at most `limit`.
  package func latest(of chat: String, limit: Int) throws -> [Message] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT * FROM messages WHERE chat_id = ? ORDER BY seq DESC LIMIT ?"),
      arguments: [chat, limit]
    ).reversed().map(Message.init(row:))
  }

  /// What customers were understood to want since then, the most frequent first.
  package func intentsAsked(since: Date) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT intent FROM messages WHERE intent IS NOT NULL AND speaker = 'customer' AND at >= ?
        GROUP BY intent ORDER BY count(*) DESC, intent
        """, arguments: [Timestamp.text(since)])
  }

  package func owner(of chat: String) throws -> Owner? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT owner FROM chats WHERE id = ?"), arguments: [chat]
    ).flatMap(Owner.init(rawValue:))
  }

  package func hasTimer(_ timer: ChatTimer, of chat: String) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM timers WHERE chat_id = ? AND kind = ?)"),
      arguments: [chat, timer.rawValue]) ?? false
  }

  /// The turn in which `seq` was said, with its trace; nil where there is none.
  package func turn(of chat: String, seq: Int) throws -> StoredTurn? {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT turns.turn, turns.at, turns.version, turns.trace FROM messages
        JOIN turns ON turns.chat_id = messages.chat_id AND turns.turn = messages.turn
        WHERE messages.chat_id = ? AND messages.seq = ?
        """,
      arguments: [chat, seq])
    guard let row else { return nil }
    return StoredTurn(
      turn: row["turn"], at: row["at"], version: row["version"],
      trace: try StoredJSON.decode(TurnTrace.self, row["trace"]))
  }

  /// When the newest turn was; nil in an empty file.
  package func newestTime() throws -> Date? {
    try String.fetchOne(db, sql: "SELECT max(at) FROM turns").flatMap(Timestamp.date)
  }

  // MARK: Events

  /// The smallest and the greatest cursor that is kept, and the greatest ever given.
  package func cursors() throws -> (oldest: Int?, newest: Int) {
    let oldest = try Int.fetchOne(db, sql: "SELECT min(cursor) FROM events")
    let newest = try Int.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'events'")
    return (oldest, newest ?? 0)
  }

  /// Committed events with `after < cursor ≤ upTo`, ascending, at most `limit`.
  package func events(
    after: Int, upTo: Int, desk: Bool, chats: Set<String>?, limit: Int
  ) throws -> [StoredEvent] {
    let filter = Self.filter(chats)
    return try Row.fetchAll(
      db,
      sql: """
        SELECT cursor, chat_id, audience, body FROM events
        WHERE cursor > ? AND cursor <= ? AND audience <= ? \(filter.sql)
        ORDER BY cursor LIMIT ?
        """,
      arguments: [after, upTo, desk ? 1 : 0] + filter.arguments + [limit]
    ).map { row in
      StoredEvent(
        cursor: row["cursor"], chat: row["chat_id"],
        audience: EventAudience(rawValue: row["audience"]) ?? .desk, json: row["body"])
    }
  }

  /// How many events `events` would give in all.
  package func countEvents(
    after: Int, upTo: Int, desk: Bool, chats: Set<String>?
  ) throws -> Int {
    let filter = Self.filter(chats)
    return try Int.fetchOne(
      db,
      sql: """
        SELECT count(*) FROM events
        WHERE cursor > ? AND cursor <= ? AND audience <= ? \(filter.sql)
        """,
      arguments: [after, upTo, desk ? 1 : 0] + filter.arguments) ?? 0
  }

  private static func filter(_ chats: Set<String>?) -> (sql: String, arguments: StatementArguments)
  {
    guard let chats else { return ("", []) }
    let marks = Array(repeating: "?", count: chats.count).joined(separator: ", ")
    return ("AND chat_id IN (\(marks))", StatementArguments(chats.sorted()))
  }
}

/// A turn as it is kept for `why`.
package struct StoredTurn {
  package var turn: Int
  package var at: String
  package var version: String
  package var trace: TurnTrace
}

extension Message {
  init(row: Row) throws {
    let buttons: String? = row["buttons"]
    self.init(
      chat: row["chat_id"], seq: row["seq"], at: Timestamp.date(row["at"]) ?? .distantPast,
      from: Speaker(rawValue: row["speaker"]) ?? .system, name: row["name"], text: row["text"],
      buttons: try buttons.map { try StoredJSON.decode([Button].self, $0) } ?? [],
      intent: row["intent"], kind: row["kind"])
  }
}

/// JSON in columns.
package enum StoredJSON {
  package static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .millisecondsSince1970
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  package static func decode<Value: Decodable>(
    _ type: Value.Type, _ text: String
  ) throws -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .millisecondsSince1970
    return try decoder.decode(type, from: Data(text.utf8))
  }
}
