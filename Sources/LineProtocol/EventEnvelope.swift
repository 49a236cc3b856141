/// What subscribers are told, as the params of an `event` notification.
///
///     {"cursor":48220,"chat":"c92","type":"message","message":{…}}
///
/// Cursors rise in commit order and are never reused; `typing` and `presence` are not stored and
/// have none.
package struct EventEnvelope: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case message, owner, queue, escalation, note, closed, typing, presence
  }

  package var cursor: Int?
  package var chat: String?
  package var type: Kind
  /// The members beside cursor, chat and type.
  package var fields: [String: JSONValue]

  package init(
    cursor: Int? = nil, chat: String? = nil, type: Kind, fields: [String: JSONValue] = [:]
  ) {
    self.cursor = cursor
    self.chat = chat
    self.type = type
    self.fields = fields
  }

  package var json: JSONValue {
    var members = fields
    if let cursor { members["cursor"] = .integer(cursor) }
    if let chat { members["chat"] = .string(chat) }
    members["type"] = .string(type.rawValue)
    return .object(members)
  }

  /// Nil for what is no event or of a type that we do not know.
  package init?(_ json: JSONValue) {
    guard var members = json.object,
      let type = members.removeValue(forKey: "type")?.string.flatMap(Kind.init(rawValue:))
    else { return nil }
    let cursor = members.removeValue(forKey: "cursor")?.int
    let chat = members.removeValue(forKey: "chat")?.string
    self.init(cursor: cursor, chat: chat, type: type, fields: members)
  }
}

extension EventEnvelope {
  package static func message(_ message: ChatMessage, cursor: Int) -> EventEnvelope {
    EventEnvelope(
      cursor: cursor, chat: message.chat, type: .message, fields: ["message": message.json])
  }

  /// `name` is the agent's, where an agent types.
  package static func typing(
    _ speaker: ChatMessage.Speaker, name: String? = nil, on: Bool, chat: String
  ) -> EventEnvelope {
    var fields: [String: JSONValue] = ["from": .string(speaker.rawValue), "on": .bool(on)]
    if let name { fields["name"] = .string(name) }
    return EventEnvelope(chat: chat, type: .typing, fields: fields)
  }

  package static func presence(agent: String, state: String) -> EventEnvelope {
    EventEnvelope(type: .presence, fields: ["agent": .string(agent), "state": .string(state)])
  }

  /// The line that carries an event to a subscriber; `body` is the complete event.
  package static func line(of body: JSONValue) -> [UInt8] { line(of: body.jsonText) }

  /// The same for an event that is JSON already.
  package static func line(of body: String) -> [UInt8] {
    Array("\(prefix)\(body)}\n".utf8)
  }

  private static let prefix = #"{"jsonrpc":"2.0","method":"event","params":"#
}
