/// `backend.serve`: which functions this connection answers.
package struct BackendServe: Hashable, Sendable {
  package var functions: [String]

  package init(functions: [String]) {
    self.functions = functions
  }
}

/// `backend.call`, which the daemon sends: a question to the shop's own systems.
///
/// The JSON-RPC result is the value itself, `null` = not there; an error takes the dialog's
/// failure edge. After a restart a call comes again with the same key.
package struct BackendCallRequest: Hashable, Sendable {
  package static let method = "backend.call"

  package var function: String
  package var arguments: [String: JSONValue]
  /// The same call has the same key, however often it is sent.
  package var key: String
  package var chat: String

  package init(function: String, arguments: [String: JSONValue], key: String, chat: String) {
    self.function = function
    self.arguments = arguments
    self.key = key
    self.chat = chat
  }

  package func request(id: Request.ID) -> Request {
    Request(
      id: id, method: Self.method,
      params: [
        "function": .string(function), "arguments": .object(arguments), "key": .string(key),
        "chat": .string(chat),
      ])
  }

  /// Nil for params that are no backend call.
  package init?(_ params: [String: JSONValue]) {
    guard let function = params["function"]?.string, let key = params["key"]?.string,
      let chat = params["chat"]?.string
    else { return nil }
    self.init(
      function: function, arguments: params["arguments"]?.object ?? [:], key: key, chat: chat)
  }
}

extension MethodTable {
  static let backendMethods: [Method] = [
    Method(
      .backendServe, roles: [.backend],
      "Says which functions this connection answers; from then on backend.call requests come.",
      parameters: [
        .required("functions", .identifiers(max: 1_000), "Names, as the dialogs call them.")
      ]
    ) { params in .backendServe(BackendServe(functions: params.strings("functions"))) }
  ]
}
