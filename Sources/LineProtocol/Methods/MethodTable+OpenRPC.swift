extension MethodTable {
  /// The answer to `rpc.discover`: this table as an OpenRPC 1.3 document.
  ///
  /// `x-roles` names who may call a method, `x-before-hello` that it works before `hello`.
  package func openRPC(version: String) -> JSONValue {
    [
      "openrpc": "1.3.2",
      "info": [
        "title": "Parley",
        "version": .string(version),
        "description":
          "JSON-RPC 2.0 over a Unix stream socket, one object a line, UTF-8. No batches.",
      ],
      "methods": .array(methods.map(document)),
      "components": ["schemas": ["Message": ChatMessage.schema.json]],
    ]
  }

  private func document(_ method: Method) -> JSONValue {
    var document: [String: JSONValue] = [
      "name": .string(method.name.rawValue),
      "summary": .string(method.summary),
      "paramStructure": "by-name",
      "params": .array(method.parameters.map(document)),
      "result": [
        "name": .string("\(method.name.rawValue) result"), "schema": method.result.json,
      ],
      "errors": .array(errors(of: method).map(Self.document)),
      "x-roles": .array(method.roles.map { .string($0.rawValue) }),
    ]
    if method.worksBeforeHello { document["x-before-hello"] = true }
    return .object(document)
  }

  private func document(_ parameter: Parameter) -> JSONValue {
    [
      "name": .string(parameter.name),
      "description": .string(parameter.summary),
      "required": .bool(parameter.isRequired),
      "schema": parameter.kind.schema(limits),
    ]
  }

  private static func document(_ code: ProtocolError.Code) -> JSONValue {
    [
      "code": .integer(code.rawValue), "message": .string(code.name),
      "data": ["name": .string(code.name)],
    ]
  }

  private func errors(of method: Method) -> [ProtocolError.Code] {
    var codes: [ProtocolError.Code] = method.parameters.isEmpty ? [] : [.badParams]
    if method.parameters.contains(where: { $0.kind == .text }) { codes.append(.tooLong) }
    if !method.worksBeforeHello { codes += [.needHello, .denied] }
    codes += method.errors
    return codes + [.overloaded, .internal]
  }
}
