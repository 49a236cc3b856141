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

  func owner(of chat: String) throws -> Owner {
    guard let owner = try loop.store.read({ try $0.owner(of: chat) }) else {
      throw ProtocolError.noSuchChat(chat)
    }
    return owner
  }

  /// Whether the chat's customer has said a part and the bot waits for the rest.
  func hasOpenBurst(_ chat: String) throws -> Bool {
    try loop.store.read {
      guard try $0.owner(of: chat) != nil else { throw ProtocolError.noSuchChat(chat) }
      return try $0.hasTimer(.burst, of: chat)
    }
  }

  func requireOwner(_ agent: String, of chat: String) throws {
    let owner = try owner(of: chat)
    guard owner == .agent(agent) else { throw ProtocolError(.notOwner(owner)) }
  }

  func queue(_ wish: QueueList) throws -> JSONValue {
    let rows = try loop.store.read { try $0.waiting(team: wish.team) }
    let now = loop.clock.now
    let waiting = rows.map { row -> JSONValue in
      var members = Self.members(of: row, waitingUntil: now, at: now)
      members["chat"] = .string(row.chat)
      members["language"] = .string(row.language)
      return .object(members)
    }
    return ["waiting": .array(waiting)]
  }

  /// What the queue's list and an agent's own have in common.
  private static func members(
    of row: EscalationRow, waitingUntil end: Date, at now: Date
  ) -> [String: JSONValue] {
    [
      "escalation": .integer(row.escalation), "reason": .string(row.reason),
      "team": .string(row.team), "priority": .integer(row.priority),
      "summary": .string(row.summary), "waiting_s": seconds(from: row.createdAt, to: end),
      "due_s": seconds(from: now, to: row.dueAt),
    ]
  }

  func chats(heldBy agent: String) throws -> JSONValue {
    let held = try loop.store.read { try $0.chats(heldBy: agent) }
    let now = loop.clock.now
    let chats = held.map { chat -> JSONValue in
      var members =
        chat.escalation.map {
          Self.members(of: $0, waitingUntil: chat.claimedAt ?? now, at: now)
        } ?? ["escalation": .null, "due_s": .null]
      members["chat"] = .string(chat.chat)
      members["unread"] = .integer(chat.unread)
      members["last"] = .integer(chat.lastSeq)
      members["text"] = .string(Self.shortened(chat.lastText))
      members["at"] = .string(chat.lastAt)
      members["language"] = .string(chat.language)
      return .object(members)
    }
    return ["chats": .array(chats)]
  }

  /// At most 120 Unicode scalars, as all lengths are counted; no letter is cut in two.
  static func shortened(_ text: String) -> String {
    guard text.unicodeScalars.count > shownLength else { return text }
    var short = ""
    var room = shownLength - 1
    for letter in text {
      room -= letter.unicodeScalars.count
      guard room >= 0 else { break }
      short.append(letter)
    }
    return short + "…"
  }

  private static let shownLength = 120

  /// What a token lets in; nil if it is wrong or was revoked.
  func pass(for token: String) throws -> TokenPass? {
    let hash = tokenHash(token)
    return try loop.store.read { try $0.agent(withTokenHash: hash) }
      .map { TokenPass(agent: $0, hash: hash) }
  }

  /// Those that are good no more.
  func ended(_ passes: Set<TokenPass>) throws -> Set<TokenPass> {
    try loop.store.read { reading in
      try passes.filter { try !reading.isGood(tokenHash: $0.hash, of: $0.agent) }
    }
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
  static func seconds(from: Date, to: Date) -> JSONValue {
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
