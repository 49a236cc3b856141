import Dialogs
import Foundation
import LineProtocol
import Store
import Understanding

/// The requests that change nothing: answered from the store, beside the turn loop.
///
/// Every method blocks while SQLite reads, so none is called on an event loop.
extension Desk {
  func history(_ wish: ChatHistory) throws -> JSONValue {
    let found = try loop.store.read {
      try $0.history(of: wish.chat, after: wish.after, limit: wish.limit)
    }
    guard let found else { throw ProtocolError.noSuchChat(wish.chat) }
    return ["messages": .array(found.messages.map(\.json)), "last": .integer(found.last)]
  }

  func requireChat(_ chat: String) throws {
    guard try loop.store.read({ try $0.owner(of: chat) }) != nil else {
      throw ProtocolError.noSuchChat(chat)
    }
  }

  func queue(_ wish: QueueList) throws -> JSONValue {
    let rows = try loop.store.read { try $0.waiting(team: wish.team) }
    let now = loop.clock.now
    let waiting = rows.map { row -> JSONValue in
      [
        "escalation": .integer(row.escalation), "chat": .string(row.chat),
        "reason": .string(row.reason), "team": .string(row.team),
        "priority": .integer(row.priority), "language": .string(row.language),
        "waiting_s": Self.seconds(from: row.createdAt, to: now),
        "due_s": Self.seconds(from: now, to: row.dueAt), "summary": .string(row.summary),
      ]
    }
    return ["waiting": .array(waiting)]
  }

  func chats(heldBy agent: String) throws -> JSONValue {
    let held = try loop.store.read { try $0.chats(heldBy: agent) }
    let now = loop.clock.now
    let chats = held.map { chat -> JSONValue in
      [
        "chat": .string(chat.chat), "escalation": chat.escalation.map(JSONValue.integer) ?? .null,
        "unread": .integer(chat.unread), "last": .integer(chat.lastSeq),
        "language": .string(chat.language),
        "due_s": chat.dueAt.map { Self.seconds(from: now, to: $0) } ?? .null,
      ]
    }
    return ["chats": .array(chats)]
  }

  /// The agent that a token belongs to; nil if it is wrong or was revoked.
  func agent(withToken token: String) throws -> String? {
    let hash = tokenHash(token)
    return try loop.store.read { try $0.agent(withTokenHash: hash) }
  }

  func understand(_ wish: Understand) throws -> JSONValue {
    let chat = try wish.chat.map(stored)
    let library = loop.botLibrary
    let bot = library.current
    let understanding = bot.recognizer.understand(
      wish.text, language: wish.language.map { bot.language(for: $0) } ?? chat?.language,
      now: bot.localTime(loop.clock.now), expecting: chat?.expectedAnswer(in: library))
    return understanding.json
  }

  private func stored(chat id: String) throws -> Chat {
    guard let chat = try loop.store.read({ try $0.chat(id) }) else {
      throw ProtocolError.noSuchChat(id)
    }
    return chat
  }

  /// Whole seconds, rounded down: a promise that is a moment old is not yet broken.
  private static func seconds(from: Date, to: Date) -> JSONValue {
    // Times are kept in milliseconds; what lies below is the floating point's, not the clock's.
    let milliseconds = (to.timeIntervalSince(from) * 1_000).rounded()
    return .integer(Int((milliseconds / 1_000).rounded(.down)))
  }

  static func json(_ value: some Encodable) throws -> JSONValue {
    try JSONValue(parsing: Array(StoredJSON.encode(value).utf8))
  }
}

extension ProtocolError {
  static func noSuchChat(_ chat: String) -> ProtocolError {
    ProtocolError(.noSuchChat, "There is no chat \(JSONValue.string(chat).jsonText).")
  }
}
