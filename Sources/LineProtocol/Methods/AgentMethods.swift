/// `agent.status`: whether the agent takes chats, and how many.
package struct AgentStatus: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    case available, busy, away
  }

  package var state: State
  /// Nil leaves it as it is; at first it is 5.
  package var capacity: Int?
  /// Teams and languages; nil leaves them as they are, at first every one.
  package var skills: [String]?

  package init(state: State, capacity: Int? = nil, skills: [String]? = nil) {
    self.state = state
    self.capacity = capacity
    self.skills = skills
  }
}

/// `queue.list`: who waits.
package struct QueueList: Hashable, Sendable {
  package var team: String?

  package init(team: String? = nil) {
    self.team = team
  }
}

/// `queue.claim`: takes a waiting chat.
package enum QueueClaim: Hashable, Sendable {
  case escalation(Int)
  case chat(String)
  /// Whoever is first in the queue for this agent.
  case next
}

/// `agent.typing`: the agent began or ceased to type.
package struct AgentTyping: Hashable, Sendable {
  package var chat: String
  package var on: Bool

  package init(chat: String, on: Bool) {
    self.chat = chat
    self.on = on
  }
}

/// `agent.say`: what the agent said to the customer.
package struct AgentSay: Hashable, Sendable {
  package var chat: String
  package var text: String
  package var messageID: String

  package init(chat: String, text: String, messageID: String) {
    self.chat = chat
    self.text = text
    self.messageID = messageID
  }
}

/// `agent.note`: what agents should know and the customer does not see.
package struct AgentNote: Hashable, Sendable {
  package var chat: String
  package var text: String
  package var messageID: String

  package init(chat: String, text: String, messageID: String) {
    self.chat = chat
    self.text = text
    self.messageID = messageID
  }
}

/// `agent.return`: the chat goes back to the bot.
package struct AgentReturn: Hashable, Sendable {
  package var chat: String
  /// Where the bot goes on, as `dialog.state`.
  package var state: String?
  package var slots: [String: JSONValue]

  package init(chat: String, state: String? = nil, slots: [String: JSONValue]) {
    self.chat = chat
    self.state = state
    self.slots = slots
  }
}

/// `agent.release`: the chat goes back to the front of the queue.
package struct AgentRelease: Hashable, Sendable {
  package var chat: String

  package init(chat: String) {
    self.chat = chat
  }
}

/// `agent.resolve`: the customer's matter is settled.
package struct AgentResolve: Hashable, Sendable {
  package var chat: String
  package var outcome: String
  /// What the customer wanted: an intent's name, to learn from.
  package var label: String?

  package init(chat: String, outcome: String, label: String? = nil) {
    self.chat = chat
    self.outcome = outcome
    self.label = label
  }
}

extension MethodTable {
  static let agentMethods: [Method] = [
    Method(
      .agentStatus, roles: [.agent], "Says whether the agent takes chats, and how many.",
      parameters: [
        .required("state", .word(AgentStatus.State.allCases.map(\.rawValue)), "The new state."),
        .optional("capacity", .integer(0...1_000), "How many chats at once; 5 at first."),
        .optional("skills", .identifiers(max: 100), "Teams and languages; every one at first."),
      ],
      result: .object(["load": .integer, "capacity": .integer]), errors: [.readOnly]
    ) { params in
      .agentStatus(
        AgentStatus(
          state: AgentStatus.State(rawValue: params.string("state")) ?? .away,
          capacity: params.optionalInt("capacity"), skills: params.optionalStrings("skills")))
    },
    Method(
      .agentChats, roles: [.agent], "The chats that this agent holds, also after a reconnect.",
      result: .object([
        "chats": .list(
          of: .object([
            "chat": .string, "escalation": .integer, "reason": .string, "team": .string,
            "priority": .integer, "summary": .string, "waiting_s": .number, "unread": .integer,
            "last": .integer, "text": .string, "at": .string, "language": .string,
            "due_s": .number,
          ]))
      ])
    ) { _ in .agentChats },
    Method(
      .queueList, roles: [.agent], "Who waits for a person, first things first.",
      parameters: [.optional("team", .identifier, "Only this team's.")],
      result: .object([
        "waiting": .list(
          of: .object([
            "escalation": .integer, "chat": .string, "reason": .string, "team": .string,
            "priority": .integer, "language": .string, "waiting_s": .number, "due_s": .number,
            "summary": .string,
          ]))
      ])
    ) { params in .queueList(QueueList(team: params.optionalString("team"))) },
    Method(
      .queueClaim, roles: [.agent],
      "Takes a waiting chat; give exactly one of escalation, chat and next.",
      parameters: [
        .optional("escalation", .integer(1...Int.max), "The escalation's id."),
        .optional("chat", .identifier, "The chat's id."),
        .optional("next", .boolean, "true: whoever is first for this agent."),
      ],
      result: .object([
        "chat": .string, "escalation": .integer, "owner": .string, "reason": .string,
        "team": .string, "priority": .integer, "summary": .string, "waiting_s": .number,
        "due_s": .number, "language": .string, "messages": .list(of: .message),
      ]),
      errors: [.noSuchChat, .alreadyClaimed, .atCapacity, .closed, .conflict, .readOnly]
    ) { params throws(ProtocolError) in .queueClaim(try claim(params)) },
    Method(
      .agentTyping, roles: [.agent],
      "The agent began or ceased to type in a chat that this agent holds.",
      parameters: [.chat, .required("on", .boolean, "Whether the agent types now.")],
      errors: [.noSuchChat, .notOwner]
    ) { params in
      .agentTyping(AgentTyping(chat: params.string("chat"), on: params.bool("on")))
    },
    Method(
      .agentSay, roles: [.agent], "Says something to the customer of a chat that this agent holds.",
      parameters: [.chat, .required("text", .text, "What the agent said."), .messageID],
      result: .object(["seq": .integer, "duplicate": .boolean]),
      errors: [.noSuchChat, .notOwner, .closed, .readOnly]
    ) { params in
      .agentSay(
        AgentSay(
          chat: params.string("chat"), text: params.string("text"),
          messageID: params.string("message_id")))
    },
    Method(
      .agentNote, roles: [.agent], "Writes a note that agents see and the customer does not.",
      parameters: [.chat, .required("text", .text, "The note."), .messageID],
      result: .object(["note": .integer, "duplicate": .boolean]),
      errors: [.noSuchChat, .readOnly]
    ) { params in
      .agentNote(
        AgentNote(
          chat: params.string("chat"), text: params.string("text"),
          messageID: params.string("message_id")))
    },
    Method(
      .agentReturn, roles: [.agent], "Gives a chat back to the bot.",
      parameters: [
        .chat, .optional("state", .identifier, "Where the bot goes on, as dialog.state."),
        .optional("slots", .object, "Slot values for the bot."),
      ],
      result: owner, errors: [.noSuchChat, .notOwner, .closed, .readOnly]
    ) { params in
      .agentReturn(
        AgentReturn(
          chat: params.string("chat"), state: params.optionalString("state"),
          slots: params.optionalObject("slots") ?? [:]))
    },
    Method(
      .agentRelease, roles: [.agent], "Puts a chat back at the front of the queue.",
      parameters: [.chat], result: owner, errors: [.noSuchChat, .notOwner, .closed, .readOnly]
    ) { params in .agentRelease(AgentRelease(chat: params.string("chat"))) },
    Method(
      .agentResolve, roles: [.agent], "Settles the matter of a chat that this agent holds.",
      parameters: [
        .chat, .required("outcome", .identifier, "How it ended, in the shop's own words."),
        .optional("label", .identifier, "What the customer wanted: an intent's name."),
      ],
      result: owner, errors: [.noSuchChat, .notOwner, .closed, .readOnly]
    ) { params in
      .agentResolve(
        AgentResolve(
          chat: params.string("chat"), outcome: params.string("outcome"),
          label: params.optionalString("label")))
    },
  ]

  private static let owner = Schema.object(["owner": .string])

  private static func claim(_ params: Params) throws(ProtocolError) -> QueueClaim {
    let wanted: [QueueClaim] = [
      params.optionalInt("escalation").map(QueueClaim.escalation),
      params.optionalString("chat").map(QueueClaim.chat),
      params.optionalBool("next") == true ? .next : nil,
    ].compactMap(\.self)
    guard wanted.count == 1, let claim = wanted.first else {
      throw .badParams(params.method, "give exactly one of 'escalation', 'chat' and 'next'.")
    }
    return claim
  }
}
