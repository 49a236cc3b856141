/// What somebody said in a chat, as customers, agents and programs see it.
package struct ChatMessage: Hashable, Sendable {
  package enum Speaker: String, Codable, Hashable, Sendable, CaseIterable {
    case customer, bot, agent, system
  }

  /// A choice under a message; `chat.press` names its id.
  package struct Button: Codable, Hashable, Sendable {
    package var id: String
    package var text: String

    package init(id: String, text: String) {
      self.id = id
      self.text = text
    }
  }

  package var chat: String
  /// Gapless per chat from 1; counts every message, whoever spoke.
  package var seq: Int
  /// ISO 8601 in UTC with milliseconds: `2026-11-22T05:06:28.112Z`.
  package var at: String
  package var from: Speaker
  /// The agent's name.
  package var name: String?
  package var text: String
  package var buttons: [Button]
  /// What the customer was understood to want.
  package var intent: String?
  /// What else it is, where it is not just words.
  package var kind: String?

  package init(
    chat: String, seq: Int, at: String, from: Speaker, name: String? = nil, text: String,
    buttons: [Button] = [], intent: String? = nil, kind: String? = nil
  ) {
    self.chat = chat
    self.seq = seq
    self.at = at
    self.from = from
    self.name = name
    self.text = text
    self.buttons = buttons
    self.intent = intent
    self.kind = kind
  }
}

extension ChatMessage {
  package var json: JSONValue {
    var members: [String: JSONValue] = [
      "chat": .string(chat), "seq": .integer(seq), "at": .string(at),
      "from": .string(from.rawValue), "text": .string(text),
    ]
    if let name { members["name"] = .string(name) }
    if !buttons.isEmpty { members["buttons"] = .array(buttons.map(\.json)) }
    if let intent { members["intent"] = .string(intent) }
    if let kind { members["kind"] = .string(kind) }
    return .object(members)
  }

  /// Nil for what is no message; members that we do not know are ignored.
  package init?(_ json: JSONValue) {
    guard let chat = json["chat"]?.string, let seq = json["seq"]?.int,
      let at = json["at"]?.string, let text = json["text"]?.string,
      let from = json["from"]?.string.flatMap(Speaker.init(rawValue:))
    else { return nil }
    self.init(
      chat: chat, seq: seq, at: at, from: from, name: json["name"]?.string, text: text,
      buttons: json["buttons"]?.array?.compactMap(Button.init) ?? [],
      intent: json["intent"]?.string, kind: json["kind"]?.string)
  }

  static let schema = Schema.object([
    "chat": .string, "seq": .integer, "at": .string,
    "from": .oneOf(Speaker.allCases.map(\.rawValue)), "name?": .string, "text": .string,
    "buttons?": .list(of: .object(["id": .string, "text": .string])), "intent?": .string,
    "kind?": .string,
  ])
}

extension ChatMessage.Button {
  package var json: JSONValue { ["id": .string(id), "text": .string(text)] }

  package init?(_ json: JSONValue) {
    guard let id = json["id"]?.string, let text = json["text"]?.string else { return nil }
    self.init(id: id, text: text)
  }
}
