/// `hello`: who the client is.
package struct Hello: Hashable, Sendable {
  package var role: Role
  package var name: String?
  package var token: String?

  package init(role: Role, name: String? = nil, token: String? = nil) {
    self.role = role
    self.name = name
    self.token = token
  }
}

/// `events.subscribe`: from now on, or from a cursor on, events come.
package struct EventsSubscribe: Hashable, Sendable {
  /// Exclusive; 0 is the oldest kept, nil is now.
  package var from: Int?
  /// Only these chats'; nil is every chat's.
  package var chats: [String]?

  package init(from: Int? = nil, chats: [String]? = nil) {
    self.from = from
    self.chats = chats
  }
}

extension MethodTable {
  static let connectionMethods: [Method] = [
    Method(
      .hello, "Says who the client is; comes first, and once.",
      parameters: [
        .required("protocol", .version, "The version of this protocol: 1."),
        .required("role", .word(Role.allCases.map(\.rawValue)), "What the client is."),
        .optional("name", .identifier, "The client's name; an agent needs one."),
        .optional("token", .string(max: 512), "The agent's secret, where one is needed."),
      ],
      result: .object([
        "protocol": .integer, "server": .string, "role": .string, "name?": .string,
        "cursor": .integer,
        "limits": .object(["max_line": .integer, "max_text": .integer]),
      ]),
      errors: [.version, .denied]
    ) { params in
      .hello(
        Hello(
          role: Role(rawValue: params.string("role")) ?? .bridge,
          name: params.optionalString("name"), token: params.optionalString("token")))
    },
    Method(
      .ping, "Answers; the cheapest way to see that the daemon lives.",
      result: .object(["version": .string])
    ) { _ in .ping },
    Method(.discover, "This document.", result: .anything) { _ in .discover },
    Method(
      .eventsSubscribe,
      "Replays stored events and goes on with live ones; a second call replaces the first.",
      parameters: [
        .optional("from", .integer(0...Int.max), "The last cursor you have; 0: from the oldest."),
        .optional("chats", .identifiers(max: 1_000), "Only these chats'; without it, every one's."),
      ],
      result: .object(["replayed": .integer, "cursor": .integer]), errors: [.staleCursor]
    ) { params in
      .eventsSubscribe(
        EventsSubscribe(
          from: params.optionalInt("from"), chats: params.optionalStrings("chats")))
    },
  ]
}
