/// `chat.open`: begins a chat, or finds it again.
package struct ChatOpen: Hashable, Sendable {
  /// Nil: the daemon chooses an id.
  package var chat: String?
  package var customer: String?
  package var language: String?
  /// Where on the shop's site the customer is.
  package var page: String?

  package init(
    chat: String? = nil, customer: String? = nil, language: String? = nil, page: String? = nil
  ) {
    self.chat = chat
    self.customer = customer
    self.language = language
    self.page = page
  }
}

/// `chat.say`: what the customer said.
package struct ChatSay: Hashable, Sendable {
  package var chat: String
  package var text: String
  package var messageID: String
  /// Whether more of the same thought follows.
  package var more: Bool
  /// How long the rest may take to follow.
  ///
  /// Nil is what the settings say, and wherever nothing follows.
  package var windowMilliseconds: Int?

  package init(
    chat: String, text: String, messageID: String, more: Bool, windowMilliseconds: Int? = nil
  ) {
    self.chat = chat
    self.text = text
    self.messageID = messageID
    self.more = more
    self.windowMilliseconds = windowMilliseconds
  }
}

/// `chat.press`: the customer chose a button.
package struct ChatPress: Hashable, Sendable {
  package var chat: String
  package var button: String
  package var messageID: String

  package init(chat: String, button: String, messageID: String) {
    self.chat = chat
    self.button = button
    self.messageID = messageID
  }
}

/// `chat.typing`: the customer began or ceased to type.
package struct ChatTyping: Hashable, Sendable {
  package var chat: String
  package var on: Bool

  package init(chat: String, on: Bool) {
    self.chat = chat
    self.on = on
  }
}

/// `chat.seen`: the customer saw everything up to this message.
package struct ChatSeen: Hashable, Sendable {
  package var chat: String
  package var seq: Int

  package init(chat: String, seq: Int) {
    self.chat = chat
    self.seq = seq
  }
}

/// `chat.history`: what was said, oldest first.
package struct ChatHistory: Hashable, Sendable {
  package var chat: String
  /// Exclusive; 0 is the start.
  package var after: Int
  /// 1 to 500.
  package var limit: Int

  package init(chat: String, after: Int, limit: Int) {
    self.chat = chat
    self.after = after
    self.limit = limit
  }
}

/// `chat.close`: the chat is over.
package struct ChatClose: Hashable, Sendable {
  package var chat: String
  package var messageID: String

  package init(chat: String, messageID: String) {
    self.chat = chat
    self.messageID = messageID
  }
}

extension MethodTable {
  static let chatMethods: [Method] = [
    Method(
      .chatOpen, roles: [.bridge],
      "Begins a chat, or finds a known one again with its latest 50 messages.",
      parameters: [
        .optional("chat", .identifier, "The chat's id; without it the daemon chooses one."),
        .optional("customer", .identifier, "Who the customer is to the shop."),
        .optional("language", .string(max: 64), "A language tag, such as zh-Hant, vi or en-GB."),
        .optional("page", .string(max: 2_048), "Where on the shop's site the customer is."),
      ],
      result: .object([
        "chat": .string, "created": .boolean, "owner": .string, "name?": .string,
        "queue?": place, "language": .string, "messages": .list(of: .message),
      ]),
      errors: [.rateLimited, .readOnly]
    ) { params in
      .chatOpen(
        ChatOpen(
          chat: params.optionalString("chat"), customer: params.optionalString("customer"),
          language: params.optionalString("language"), page: params.optionalString("page")))
    },
    Method(
      .chatSay, roles: [.bridge],
      "Stores what the customer said and answers with what was said in the same turn.",
      parameters: [
        .chat, .required("text", .text, "What the customer said."), .messageID,
        .optional("more", .boolean, "Whether more of the same thought follows."),
        .optional(
          "window_ms", .integer(100...10_000),
          "With more: how long it may take to follow; without it, as the shop's settings say."),
      ],
      result: turn, errors: [.noSuchChat, .rateLimited, .readOnly]
    ) { params in
      let more = params.optionalBool("more") ?? false
      return .chatSay(
        ChatSay(
          chat: params.string("chat"), text: params.string("text"),
          messageID: params.string("message_id"), more: more,
          windowMilliseconds: more ? params.optionalInt("window_ms") : nil))
    },
    Method(
      .chatPress, roles: [.bridge], "The customer chose a button.",
      parameters: [.chat, .required("button", .identifier, "The button's id."), .messageID],
      result: turn, errors: [.noSuchChat, .rateLimited, .readOnly]
    ) { params in
      .chatPress(
        ChatPress(
          chat: params.string("chat"), button: params.string("button"),
          messageID: params.string("message_id")))
    },
    Method(
      .chatTyping, roles: [.bridge], "The customer began or ceased to type.",
      parameters: [.chat, .required("on", .boolean, "Whether the customer types now.")],
      errors: [.noSuchChat, .readOnly]
    ) { params in
      .chatTyping(ChatTyping(chat: params.string("chat"), on: params.bool("on")))
    },
    Method(
      .chatSeen, roles: [.bridge], "The customer saw everything up to this message.",
      parameters: [.chat, .required("seq", .integer(0...Int.max), "The last message seen.")],
      errors: [.noSuchChat, .readOnly]
    ) { params in
      .chatSeen(ChatSeen(chat: params.string("chat"), seq: params.int("seq")))
    },
    Method(
      .chatHistory, roles: [.bridge, .agent, .admin], "What was said in a chat, oldest first.",
      parameters: [
        .chat,
        .optional("after", .integer(0...Int.max), "Only later messages; 0, the default, is all."),
        .optional("limit", .integer(1...Int.max), "How many; 50 if not given, never over 500."),
      ],
      result: .object(["messages": .list(of: .message), "last": .integer]), errors: [.noSuchChat]
    ) { params in
      .chatHistory(
        ChatHistory(
          chat: params.string("chat"), after: params.optionalInt("after") ?? 0,
          limit: min(params.optionalInt("limit") ?? 50, 500)))
    },
    Method(
      .chatClose, roles: [.bridge, .admin], "Ends a chat; the customer may reopen it by writing.",
      parameters: [.chat, .messageID], result: .object(["seq": .integer]),
      errors: [.noSuchChat, .closed, .readOnly]
    ) { params in
      .chatClose(
        ChatClose(chat: params.string("chat"), messageID: params.string("message_id")))
    },
  ]

  private static let place = Schema.object([
    "position": .integer, "wait_s": .integer, "promised_at": .string,
  ])

  private static let turn = Schema.object([
    "seq": .integer, "duplicate": .boolean, "owner": .string, "messages": .list(of: .message),
  ])
}

extension Parameter {
  static let chat = Parameter.required("chat", .identifier, "The chat's id.")
  static let messageID = Parameter.required(
    "message_id", .identifier,
    "Your own random id of this message; sent again, it is answered and not done twice.")
}
