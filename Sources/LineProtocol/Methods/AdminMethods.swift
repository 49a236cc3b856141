/// `understand`: what a text means; changes nothing.
package struct Understand: Hashable, Sendable {
  package var text: String
  package var language: String?
  /// Understood as if this chat's customer said it.
  package var chat: String?

  package init(text: String, language: String? = nil, chat: String? = nil) {
    self.text = text
    self.language = language
    self.chat = chat
  }
}

/// `chat.why`: why the bot did what it did.
package struct ChatWhy: Hashable, Sendable {
  package var chat: String
  package var seq: Int

  package init(chat: String, seq: Int) {
    self.chat = chat
    self.seq = seq
  }
}

/// `clock.advance`: lets a manual clock go on.
package struct ClockAdvance: Hashable, Sendable {
  package var seconds: Double

  package init(seconds: Double) {
    self.seconds = seconds
  }
}

extension MethodTable {
  static let adminMethods: [Method] = [
    Method(
      .understand, roles: [.admin, .agent], "What a text means; changes nothing.",
      parameters: [
        .required("text", .text, "What a customer might say."),
        .optional("language", .string(max: 64), "A language tag; without it, detected."),
        .optional("chat", .identifier, "As if the customer of this chat said it."),
      ],
      result: .anything, errors: [.noSuchChat]
    ) { params in
      .understand(
        Understand(
          text: params.string("text"), language: params.optionalString("language"),
          chat: params.optionalString("chat")))
    },
    Method(
      .chatWhy, roles: [.admin, .agent], "Why the bot did what it did in that turn.",
      parameters: [
        .chat, .required("seq", .integer(1...Int.max), "A message of the turn."),
      ],
      result: .anything, errors: [.noSuchChat]
    ) { params in .chatWhy(ChatWhy(chat: params.string("chat"), seq: params.int("seq"))) },
    Method(
      .contentReload, roles: [.admin],
      "Loads the bot's rules anew; if anything is wrong with them, the old ones go on.",
      result: .object(["version": .string]), errors: [.badContent, .readOnly]
    ) { _ in .contentReload },
    Method(
      .clockAdvance, roles: [.admin], "Lets the clock go on; only under --clock manual.",
      parameters: [.required("seconds", .number(0...315_360_000), "How far.")],
      result: .object(["now": .string]), errors: [.readOnly]
    ) { params in .clockAdvance(ClockAdvance(seconds: params.double("seconds"))) },
  ]
}
