/// One side asks the other to do something, or, without an id, only tells it.
///
/// On the wire: `{"jsonrpc":"2.0","id":1,"method":"ping","params":{}}`. Parameters go by name.
package struct Request: Hashable, Sendable {
  /// What the asking side chose, to find its answer by.
  package enum ID: Hashable, Sendable {
    case null
    case number(Int)
    case text(String)
  }

  /// Nil: a notification, which is never answered.
  package var id: ID?
  package var method: String
  package var params: [String: JSONValue]

  package init(id: ID? = nil, method: String, params: [String: JSONValue] = [:]) {
    self.id = id
    self.method = method
    self.params = params
  }

  /// The line to send, its LF included.
  package var line: [UInt8] {
    var bytes = Array(#"{"jsonrpc":"2.0""#.utf8)
    if let id {
      bytes.append(contentsOf: #","id":"#.utf8)
      id.json.write(to: &bytes)
    }
    bytes.append(contentsOf: #","method":"#.utf8)
    JSONValue.string(method).write(to: &bytes)
    bytes.append(contentsOf: #","params":"#.utf8)
    JSONValue.object(params).write(to: &bytes)
    bytes.append(contentsOf: "}\n".utf8)
    return bytes
  }
}

extension Request.ID {
  package var json: JSONValue {
    switch self {
    case .null: .null
    case .number(let number): .integer(number)
    case .text(let text): .string(text)
    }
  }

  /// Nil for what JSON-RPC does not allow as an id: fractions, booleans, arrays, objects.
  init?(_ json: JSONValue) {
    switch json {
    case .null: self = .null
    case .integer(let number): self = .number(number)
    case .string(let text): self = .text(text)
    case .bool, .number, .array, .object: return nil
    }
  }
}
