package import Dialogs
package import Foundation
import GRDB

/// A request for a person as the desk sees it.
package struct EscalationRow: Sendable, Equatable {
  package var escalation: Int
  package var chat: String
  package var reason: String
  package var team: String
  package var priority: Int
  package var language: String
  package var createdAt: Date
  package var dueAt: Date
  package var summary: String
}

/// A chat that an agent holds.
package struct HeldChat: Sendable, Equatable {
  package var chat: String
  /// Why a person has it.
  package var escalation: EscalationRow?
  /// When the agent took it.
  package var claimedAt: Date?
  /// Customer's messages since the agent last wrote.
  package var unread: Int
  package var lastSeq: Int
  /// The newest message, whoever said it.
  package var lastText: String
  package var lastAt: String
  package var language: String
}

package struct AgentRow: Sendable, Equatable {
  package var name: String
  package var state = "available"
  package var capacity = 5
  package var skills: [String] = []
}

extension StoreReading {
  // MARK: The queue

  /// Those who wait, in the order they will be served.
  package func waiting(team: String? = nil, limit: Int = 500) throws -> [EscalationRow] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT e.* FROM waiting JOIN escalations e ON e.id = waiting.escalation
          WHERE ?1 IS NULL OR e.team = ?1
          ORDER BY waiting.priority, waiting.rank LIMIT ?2
          """),
      arguments: [team, limit]
    ).map(EscalationRow.init(row:))
  }

  package func waitingCounts() throws -> [QueueView.Key: Int] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT e.team, e.priority, count(*) AS count
        FROM waiting JOIN escalations e ON e.id = waiting.escalation GROUP BY 1, 2
        """)
    return Dictionary(
      rows.map { (QueueView.Key(team: $0["team"], priority: $0["priority"]), $0["count"]) }
    ) { first, _ in first }
  }

  /// The place of that chat in its team's queue, from 1.
  package func position(of chat: String) throws -> Int? {
    try Int.fetchOne(
      db,
      sql: """
        WITH mine AS (
          SELECT waiting.priority, waiting.rank, e.team
          FROM waiting JOIN escalations e ON e.id = waiting.escalation WHERE e.chat_id = ?)
        SELECT count(*) FROM mine, waiting JOIN escalations e ON e.id = waiting.escalation
        WHERE e.team = mine.team
          AND (waiting.priority, waiting.rank) <= (mine.priority, mine.rank)
        """,
      arguments: [chat]
    ).flatMap { $0 == 0 ? nil : $0 }
  }

  /// Seconds between claims, over the last twenty: how fast the queue moves.
  package func secondsPerChat() throws -> Double? {
    let times = try String.fetchAll(
      db,
      sql: """
        SELECT claimed_at FROM escalations WHERE claimed_at IS NOT NULL
        ORDER BY claimed_at DESC LIMIT 20
        """
    ).compactMap(Timestamp.date)
    guard let newest = times.first, let oldest = times.last, times.count > 1 else { return nil }
    return newest.timeIntervalSince(oldest) / Double(times.count - 1)
  }

  package struct OpenEscalation {
    package var id: Int
    package var chat: String
    package var status: String
    package var team: String
    package var language: String
  }

  package func escalation(_ id: Int) throws -> OpenEscalation? {
    try openEscalation(where: "id = ?", id)
  }

  /// The escalation of a chat that is waiting or claimed.
  package func openEscalation(of chat: String) throws -> OpenEscalation? {
    try openEscalation(where: "chat_id = ? AND status IN ('waiting', 'claimed')", chat)
  }

  private func openEscalation(
    where condition: String, _ argument: any DatabaseValueConvertible
  ) throws -> OpenEscalation? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT id, chat_id, status, team, language FROM escalations WHERE \(condition)"),
      arguments: [argument]
    ).map {
      OpenEscalation(
        id: $0["id"], chat: $0["chat_id"], status: $0["status"], team: $0["team"],
        language: $0["language"])
    }
  }

  // MARK: Agents

  package func agent(_ name: String) throws -> AgentRow {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT * FROM agents WHERE name = ?"), arguments: [name])
    guard let row else { return AgentRow(name: name) }
    return AgentRow(
      name: name, state: row["state"], capacity: row["capacity"],
      skills: try StoredJSON.decode([String].self, row["skills"]))
  }

  /// The agent that a token of this hash belongs to, unless it was revoked.
  package func agent(withTokenHash hash: String) throws -> String? {
    try String.fetchOne(
      db, sql: "SELECT name FROM agents WHERE token_hash = ? AND revoked_at IS NULL",
      arguments: [hash])
  }

  /// Whether this is still the agent's token: neither revoked nor replaced.
  package func isGood(tokenHash hash: String, of agent: String) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM agents WHERE name = ? AND token_hash = ? AND revoked_at IS NULL)
          """),
      arguments: [agent, hash]) ?? false
  }

  package func load(of agent: String) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT count(*) FROM chats WHERE owner = ?"),
      arguments: [Owner.agent(agent).rawValue]) ?? 0
  }

  package func chats(heldBy agent: String) throws -> [HeldChat] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT e.*, chats.id AS chat, chats.last_seq, chats.language AS spoken,
          newest.text AS last_text, newest.at AS last_at,
          (SELECT count(*) FROM messages m WHERE m.chat_id = chats.id AND m.speaker = 'customer'
            AND m.seq > coalesce((SELECT max(seq) FROM messages a
              WHERE a.chat_id = chats.id AND a.speaker = 'agent'), 0)) AS unread
        FROM chats
        LEFT JOIN escalations e ON e.chat_id = chats.id AND e.status = 'claimed'
        LEFT JOIN messages newest ON newest.chat_id = chats.id AND newest.seq = chats.last_seq
        WHERE chats.owner = ? ORDER BY e.id
        """,
      arguments: [Owner.agent(agent).rawValue]
    ).map { row in
      HeldChat(
        chat: row["chat"], escalation: row["id"] as Int? == nil ? nil : EscalationRow(row: row),
        claimedAt: (row["claimed_at"] as String?).flatMap(Timestamp.date), unread: row["unread"],
        lastSeq: row["last_seq"], lastText: row["last_text"] as String? ?? "",
        lastAt: row["last_at"] as String? ?? "", language: row["spoken"])
    }
  }

  /// Chats that any agent holds, with the agent's name: after a restart their grace starts anew.
  package func chatsHeldByAgents() throws -> [(chat: String, agent: String)] {
    try Row.fetchAll(
      db, sql: "SELECT id, owner FROM chats WHERE owner NOT IN ('bot', 'nobody', 'queue')"
    ).compactMap { row in
      guard case .agent(let name) = Owner(rawValue: row["owner"]) else { return nil }
      return (row["id"], name)
    }
  }
}

extension EscalationRow {
  init(row: Row) {
    self.init(
      escalation: row["id"], chat: row["chat_id"], reason: row["reason"], team: row["team"],
      priority: row["priority"], language: row["language"],
      createdAt: Timestamp.date(row["created_at"]) ?? .distantPast,
      dueAt: Timestamp.date(row["due_at"]) ?? .distantPast, summary: row["summary"])
  }
}
