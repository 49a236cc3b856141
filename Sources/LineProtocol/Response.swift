/// The answer to one request.
///
/// On the wire: `{"jsonrpc":"2.0","id":1,"result":…}` or `…,"error":{code, message, data?}}`.
package struct Response: Hashable, Sendable {
  package var id: Request.ID
  package var outcome: Result<JSONValue, ReportedError>

  package init(id: Request.ID, outcome: Result<JSONValue, ReportedError>) {
    self.id = id
    self.outcome = outcome
  }

  package init(id: Request.ID, result: JSONValue) {
    self.init(id: id, outcome: .success(result))
  }

  package init(id: Request.ID, error: ProtocolError) {
    self.init(id: id, outcome: .failure(ReportedError(error)))
  }

  /// The line to send, its LF included.
  package var line: [UInt8] {
    var bytes = Array(#"{"jsonrpc":"2.0","id":"#.utf8)
    id.json.write(to: &bytes)
    switch outcome {
    case .success(let result):
      bytes.append(contentsOf: #","result":"#.utf8)
      result.write(to: &bytes)
    case .failure(let error):
      bytes.append(contentsOf: #","error":"#.utf8)
      error.json.write(to: &bytes)
    }
    bytes.append(contentsOf: "}\n".utf8)
    return bytes
  }
}

/// An error as the other side reported it: any code, also one that we do not know.
package struct ReportedError: Error, Hashable, Sendable {
  package var code: Int
  package var message: String
  package var data: JSONValue?

  package init(code: Int, message: String, data: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  package init(_ error: ProtocolError) {
    self.init(code: error.code.rawValue, message: error.message, data: error.json["data"])
  }

  /// `error.data.name`, where the other side gives one.
  package var name: String? { data?["name"]?.string }

  var json: JSONValue {
    var members: [String: JSONValue] = ["code": .integer(code), "message": .string(message)]
    if let data { members["data"] = data }
    return .object(members)
  }
}
