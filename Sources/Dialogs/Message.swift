package import Foundation
package import LineProtocol

/// What one speaker said: one bubble of a chat, as stored and as sent.
package struct Message: Codable, Equatable, Sendable {
  package enum Speaker: String, Codable, Sendable {
    case customer, bot, agent, system
  }

  package struct Button: Codable, Equatable, Sendable {
    package var id: String
    package var text: String

    package init(id: String, text: String) {
      self.id = id
      self.text = text
    }
  }

  package var chat: String
  /// Gapless per chat, from 1, whoever spoke.
  package var seq: Int
  package var at: Date
  package var from: Speaker
  /// The agent's name.
  package var name: String?
  package var text: String
  package var buttons: [Button]
  /// What the customer's message was understood as.
  package var intent: String?
  /// `button` for a pressed button, `queue` and `closed` for what the system says about itself.
  package var kind: String?

  package init(
    chat: String, seq: Int, at: Date, from: Speaker, name: String? = nil, text: String,
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

  /// As the protocol writes it; fields that are empty are left out.
  package var json: JSONValue {
    var fields: [String: JSONValue] = [
      "chat": .string(chat), "seq": .integer(seq), "at": .string(Timestamp.text(at)),
      "from": .string(from.rawValue), "text": .string(text),
    ]
    if let name { fields["name"] = .string(name) }
    if !buttons.isEmpty {
      fields["buttons"] = .array(
        buttons.map { .object(["id": .string($0.id), "text": .string($0.text)]) })
    }
    if let intent { fields["intent"] = .string(intent) }
    if let kind { fields["kind"] = .string(kind) }
    return .object(fields)
  }
}
