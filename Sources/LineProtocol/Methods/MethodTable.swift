/// Every method in one place: what dispatches is what `rpc.discover` prints.
///
///     let call = try MethodTable.standard.call(request, as: connection.role)
package struct MethodTable: Sendable {
  package static let standard = MethodTable()

  /// In the order of the protocol's description.
  package let methods: [Method]
  package let limits: ProtocolLimits
  private let rows: [String: Method]

  package init(limits: ProtocolLimits = ProtocolLimits()) {
    self.limits = limits
    methods =
      Self.connectionMethods + Self.chatMethods + Self.agentMethods + Self.backendMethods
      + Self.adminMethods
    rows = Dictionary(
      methods.map { ($0.name.rawValue, $0) },
      uniquingKeysWith: { row, _ in preconditionFailure("two rows for \(row.name.rawValue)") })
  }

  /// The row of that name, as it stands on the wire.
  package func method(_ name: String) -> Method? { rows[name] }

  /// What the request asks for, after every check that needs no state.
  ///
  /// Checks in this order, and names the first that fails: the method exists, the client said who
  /// it is (`role` is nil before `hello`), its role may call it, the parameters fit.
  package func call(_ request: Request, as role: Role?) throws(ProtocolError) -> Call {
    guard let method = rows[request.method] else {
      throw ProtocolError(
        .methodNotFound, "There is no such method. rpc.discover lists those there are.")
    }
    if !method.worksBeforeHello {
      guard let role else {
        throw ProtocolError(.needHello, "Send hello first: {\"protocol\":1,\"role\":\"bridge\"}.")
      }
      guard method.roles.contains(role) else {
        let roles = method.roles.map(\.rawValue).joined(separator: " or ")
        throw ProtocolError(
          .denied,
          "\(method.name.rawValue) is for the role \(roles); this connection is \(role.rawValue).")
      }
    }
    return try method.call(Params(request.params, of: method, limits: limits))
  }
}

/// Which message a request is about, as its sender knows it.
package struct MessageKey: Hashable, Sendable {
  package var chat: String
  package var messageID: String
}

extension MethodTable {
  /// The message that a request with wrong parameters names all the same, where it can be a repeat:
  /// a `message_id` decides before every other check.
  package func messageKey(of request: Request) -> MessageKey? {
    guard let method = rows[request.method],
      method.parameters.contains(.messageID),
      let chat = Parameter.identifier(request.params["chat"]),
      let messageID = Parameter.identifier(request.params["message_id"])
    else { return nil }
    return MessageKey(chat: chat, messageID: messageID)
  }
}
