/// What one line turned out to be.
package enum Incoming: Hashable, Sendable {
  /// A request, or without an id a notification.
  case request(Request)
  /// The answer to something we asked.
  case response(Response)
}

/// A line that is no request and no response, and the answer it gets.
package struct RefusedLine: Error, Hashable, Sendable {
  /// The id of the line where one can be made out, else `null`.
  package var id: Request.ID
  package var error: ProtocolError

  package init(id: Request.ID = .null, error: ProtocolError) {
    self.id = id
    self.error = error
  }

  package var response: Response { Response(id: id, error: error) }

  /// The answer to a line that passed the limit.
  package static func tooLong(limit: Int) -> RefusedLine {
    RefusedLine(
      error: ProtocolError(
        .tooLong, "A line has at most \(limit) bytes; this one was skipped. Send shorter lines."))
  }
}

extension Incoming {
  /// Reads the bytes of one line, without its line end.
  package init(line: [UInt8]) throws(RefusedLine) {
    let json: JSONValue
    do throws(ProtocolError) {
      json = try JSONValue(parsing: line)
    } catch {
      throw RefusedLine(error: error)
    }
    guard case .object(let members) = json else { throw Self.noObject(json) }

    var id: Request.ID?
    if let given = members["id"] {
      id = Request.ID(given)
      guard id != nil else {
        throw RefusedLine(
          error: ProtocolError(.invalidRequest, "'id' must be a string, a whole number or null."))
      }
    }
    guard members["jsonrpc"] == "2.0" else {
      throw Self.invalid(id, "Every line needs \"jsonrpc\":\"2.0\".")
    }
    if let method = members["method"] {
      self = .request(try Self.request(id: id, method: method, params: members["params"]))
    } else if let id, let result = members["result"], members["error"] == nil {
      self = .response(Response(id: id, result: result))
    } else if let id, let error = members["error"] {
      self = .response(Response(id: id, outcome: .failure(Self.reported(error))))
    } else {
      throw Self.invalid(
        id, "'method' is missing. Send {\"jsonrpc\",\"id\",\"method\",\"params\"}.")
    }
  }

  private static func request(
    id: Request.ID?, method: JSONValue, params: JSONValue?
  ) throws(RefusedLine) -> Request {
    guard let method = method.string else { throw invalid(id, "'method' must be a string.") }
    switch params {
    case .object(let members):
      return Request(id: id, method: method, params: members)
    case nil, .null:
      return Request(id: id, method: method)
    case .array:
      throw RefusedLine(
        id: id ?? .null,
        error: ProtocolError(.badParams, "'params' must be an object: parameters go by name."))
    default:
      throw invalid(id, "'params' must be an object.")
    }
  }

  /// A backend may be sloppy about its own errors; an error it stays.
  private static func reported(_ error: JSONValue) -> ReportedError {
    ReportedError(
      code: error["code"]?.int ?? 0,
      message: error["message"]?.string ?? error.string ?? error.jsonText, data: error["data"])
  }

  private static func noObject(_ json: JSONValue) -> RefusedLine {
    if case .array = json {
      return invalid(nil, "Batches are not supported. Send one request a line.")
    }
    return invalid(nil, "A line must be a JSON object.")
  }

  private static func invalid(_ id: Request.ID?, _ message: String) -> RefusedLine {
    RefusedLine(id: id ?? .null, error: ProtocolError(.invalidRequest, message))
  }
}
