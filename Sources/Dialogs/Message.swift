package import Foundation
package import LineProtocol

/// What one speaker said: one bubble of a chat, as stored and as sent.
package struct Message: Codable, Equatable, Sendable {
  package typealias Speaker = ChatMessage.Speaker
  package typealias Button = ChatMessage.Button

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
    ChatMessage(
      chat: chat, seq: seq, at: Timestamp.text(at), from: from, name: name, text: text,
      buttons: buttons, intent: intent, kind: kind
    ).json
  }
}
