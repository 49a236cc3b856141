package import Dialogs
package import Foundation
import GRDB
package import LineProtocol
import Understanding

/// Whose words began a turn, and the id that the client gave them.
package struct ClientKey: Sendable, Equatable {
  /// `customer` or `agent:<name>`.
  package var sender: String
  package var messageID: String

  package init(sender: String, messageID: String) {
    self.sender = sender
    self.messageID = messageID
  }
}

/// What storing a turn gave: what to tell the world once it is committed.
package struct StoredTurnOutcome {
  package var events: [StoredEvent] = []
  package var calls: [BackendCall] = []
  /// The number of the note or escalation that the turn made.
  package var note: Int?
  package var escalation: Int?
  package var changedQueue = false
}

extension StoreTransaction {
  /// Stores a turn whole: the chat as it is now, what was said, timers, calls, escalations, events.
  ///
  /// `cursor` is the last one given and moves on with every event.
  package func store(
    _ turn: Turn, of chat: Chat, key: ClientKey?, at now: Date, cursor: inout Int
  ) throws -> StoredTurnOutcome {
    try save(chat, at: now)
    var outcome = StoredTurnOutcome()
    var key = key
    for effect in turn.effects {
      switch effect {
      case .say(let message):
        // The client's own words come first in the turn that they began.
        try insert(message, turn: chat.turns, key: key)
        key = nil
        outcome.events.append(
          try event(.message, ["message": message.json], of: chat.id, cursor: &cursor))
      case .note(let note):
        let id = try insert(note, of: chat.id, key: key, at: now)
        outcome.note = id
        outcome.events.append(
          try event(
            .note,
            [
              "note": .integer(id), "agent": .string(note.agent), "text": .string(note.text),
              "after_seq": .integer(note.afterSeq), "at": .string(Timestamp.text(now)),
            ], of: chat.id, for: .desk, cursor: &cursor))
      case .owner(let owner, let epoch):
        outcome.events.append(
          try event(
            .owner, ["owner": .string(owner.rawValue), "epoch": .integer(epoch)], of: chat.id,
            cursor: &cursor))
      case .escalation(let escalation, let change):
        let id = try store(escalation, change, of: chat.id)
        outcome.escalation = id
        outcome.changedQueue = true
        outcome.events.append(
          try event(
            .escalation,
            [
              "escalation": .integer(id), "reason": .string(escalation.reason.rawValue),
              "team": .string(escalation.team), "status": .string(escalation.status.rawValue),
            ], of: chat.id, for: .desk, cursor: &cursor))
      case .call(let call):
        try insert(call)
        outcome.calls.append(call)
      case .timer(let timer, let at): try set(timer, of: chat.id, at: at)
      case .cancelTimer(let timer):
        try deleteTimer(timer, of: chat.id)
        if timer == .call {
          try db.cachedStatement(sql: "DELETE FROM calls WHERE chat_id = ?")
            .execute(arguments: [chat.id])
        }
      case .closed:
        outcome.events.append(try event(.closed, [:], of: chat.id, cursor: &cursor))
      }
    }
    try insert(turn, of: chat, at: now)
    return outcome
  }

  /// Commits an event to the stream, under the next cursor.
  package func event(
    _ type: EventEnvelope.Kind, _ fields: [String: JSONValue], of chat: String,
    for audience: EventAudience = .customers, cursor: inout Int
  ) throws -> StoredEvent {
    cursor += 1
    let body = EventEnvelope(cursor: cursor, chat: chat, type: type, fields: fields).json.jsonText
    try db.cachedStatement(
      sql: "INSERT INTO events (cursor, chat_id, audience, body) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [cursor, chat, audience.rawValue, body])
    return StoredEvent(cursor: cursor, chat: chat, audience: audience, json: body)
  }

  // MARK: Rows

  private func insert(_ message: Message, turn: Int, key: ClientKey?) throws {
    let buttons = message.buttons.isEmpty ? nil : try StoredJSON.encode(message.buttons)
    try db.cachedStatement(
      sql: """
        INSERT INTO messages (chat_id, seq, turn, at, speaker, name, text, buttons, intent, kind,
          sender, message_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        message.chat, message.seq, turn, Timestamp.text(message.at), message.from.rawValue,
        message.name, message.text, buttons, message.intent, message.kind, key?.sender,
        key?.messageID,
      ])
  }

  private func insert(_ note: Note, of chat: String, key: ClientKey?, at now: Date) throws -> Int {
    try db.cachedStatement(
      sql: """
        INSERT INTO notes (chat_id, after_seq, at, agent, text, message_id)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        chat, note.afterSeq, Timestamp.text(now), note.agent, note.text, key?.messageID ?? "",
      ])
    return Int(db.lastInsertedRowID)
  }

  private func insert(_ call: BackendCall) throws {
    try db.cachedStatement(
      sql: "INSERT INTO calls (key, chat_id, function, arguments, deadline) VALUES (?, ?, ?, ?, ?)"
    ).execute(
      arguments: [
        call.key, call.chat, call.function, JSONValue.object(call.arguments).jsonText,
        Self.milliseconds(call.deadline),
      ])
  }

  private func insert(_ turn: Turn, of chat: Chat, at now: Date) throws {
    let messages = turn.messages
    try db.cachedStatement(
      sql: """
        INSERT INTO turns (chat_id, turn, at, first_seq, last_seq, event, version, trace)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        chat.id, chat.turns, Timestamp.text(now), messages.first?.seq, messages.last?.seq,
        turn.trace.event, turn.trace.version, turn.trace.json.jsonText,
      ])
  }

  // MARK: Escalations

  private func store(
    _ escalation: Escalation, _ change: EscalationChange, of chat: String
  ) throws -> Int {
    switch change {
    case .opened:
      let id = try insert(escalation, of: chat)
      try place(id, escalation, rank: id)
      return id
    case .changed, .toFront:
      let id = try update(escalation, of: chat)
      if change == .toFront {
        let first = try Int.fetchOne(db, sql: "SELECT min(rank) FROM waiting") ?? 0
        try place(id, escalation, rank: min(first, 0) - 1)
      } else if escalation.status != .waiting {
        try db.cachedStatement(sql: "DELETE FROM waiting WHERE escalation = ?")
          .execute(arguments: [id])
      }
      return id
    }
  }

  private func place(_ id: Int, _ escalation: Escalation, rank: Int) throws {
    try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO waiting (escalation, priority, rank) VALUES (?, ?, ?)"
    ).execute(arguments: [id, escalation.priority, rank])
  }

  private func insert(_ escalation: Escalation, of chat: String) throws -> Int {
    try db.cachedStatement(
      sql: """
        INSERT INTO escalations (chat_id, reason, team, priority, language, status, summary,
          created_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        chat, escalation.reason.rawValue, escalation.team, escalation.priority,
        escalation.language.rawValue, escalation.status.rawValue, escalation.summary,
        Timestamp.text(escalation.createdAt), Timestamp.text(escalation.dueAt),
      ])
    return Int(db.lastInsertedRowID)
  }

  private func update(_ escalation: Escalation, of chat: String) throws -> Int {
    let id = try Int.fetchOne(
      db.cachedStatement(
        sql: """
          UPDATE escalations SET status = ?, claimed_by = ?, claimed_at = ?, first_reply_at = ?,
            resolved_at = ?, outcome = ?, label = ?
          WHERE chat_id = ? AND status IN ('waiting', 'claimed') RETURNING id
          """),
      arguments: [
        escalation.status.rawValue, escalation.claimedBy,
        escalation.claimedAt.map(Timestamp.text), escalation.firstReplyAt.map(Timestamp.text),
        escalation.resolvedAt.map(Timestamp.text), escalation.outcome, escalation.label, chat,
      ])
    guard let id else { throw DatabaseError(message: "chat \(chat) has no open escalation") }
    return id
  }
}
