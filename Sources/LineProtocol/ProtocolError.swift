/// Why a line or a call was refused, written for the person who programs the client.
///
/// The number is the contract and never changes its meaning; the message says what to do and may
/// be worded anew at any time.
package struct ProtocolError: Error, Hashable, Sendable {
  package var code: Code
  package var message: String
  /// How long to wait before trying again, where waiting helps.
  package var retryMilliseconds: Int?
  /// What `parley check` found, for `BAD_CONTENT`.
  package var findings: [JSONValue]?
  /// Who has the chat, for `NOT_OWNER`.
  package var owner: String?
  /// The agent who has the chat, for `ALREADY_CLAIMED`.
  package var agent: String?

  package init(
    _ code: Code, _ message: String, retryMilliseconds: Int? = nil, findings: [JSONValue]? = nil,
    owner: String? = nil, agent: String? = nil
  ) {
    self.code = code
    self.message = message
    self.retryMilliseconds = retryMilliseconds
    self.findings = findings
    self.owner = owner
    self.agent = agent
  }

  /// The `error` member of a response.
  package var json: JSONValue {
    var data: [String: JSONValue] = ["name": .string(code.name)]
    if let retryMilliseconds { data["retry_ms"] = .integer(retryMilliseconds) }
    if let findings { data["findings"] = .array(findings) }
    if let owner { data["owner"] = .string(owner) }
    if let agent { data["agent"] = .string(agent) }
    return ["code": .integer(code.rawValue), "message": .string(message), "data": .object(data)]
  }
}

extension ProtocolError {
  /// The numbers, never reused or given another meaning; `error.data.name` carries the name.
  ///
  ///     -32xxx  JSON-RPC's own
  ///     10xx    the line          11xx  who you are       12xx  this chat
  ///     13xx    the event stream  14xx  not now           15xx  content      19xx  our fault
  package enum Code: Int, CaseIterable, Sendable {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case badParams = -32602
    case badUTF8 = 1001
    case tooLong = 1002
    case needHello = 1101
    case version = 1102
    case denied = 1103
    case noSuchChat = 1201
    case notOwner = 1202
    case alreadyClaimed = 1203
    case atCapacity = 1204
    case closed = 1205
    /// An epoch, offer or version that the caller named no longer holds.
    case conflict = 1206
    case staleCursor = 1301
    case slowConsumer = 1302
    case rateLimited = 1401
    case overloaded = 1402
    case readOnly = 1403
    case badContent = 1501
    case `internal` = 1901

    package var name: String {
      switch self {
      case .parseError: "PARSE_ERROR"
      case .invalidRequest: "INVALID_REQUEST"
      case .methodNotFound: "METHOD_NOT_FOUND"
      case .badParams: "BAD_PARAMS"
      case .badUTF8: "BAD_UTF8"
      case .tooLong: "TOO_LONG"
      case .needHello: "NEED_HELLO"
      case .version: "VERSION"
      case .denied: "DENIED"
      case .noSuchChat: "NO_SUCH_CHAT"
      case .notOwner: "NOT_OWNER"
      case .alreadyClaimed: "ALREADY_CLAIMED"
      case .atCapacity: "AT_CAPACITY"
      case .closed: "CLOSED"
      case .conflict: "CONFLICT"
      case .staleCursor: "STALE_CURSOR"
      case .slowConsumer: "SLOW_CONSUMER"
      case .rateLimited: "RATE_LIMITED"
      case .overloaded: "OVERLOADED"
      case .readOnly: "READ_ONLY"
      case .badContent: "BAD_CONTENT"
      case .internal: "INTERNAL"
      }
    }
  }
}

extension ProtocolError {
  static let badUTF8 = ProtocolError(
    .badUTF8, "This line is not UTF-8 and was skipped. Encode text as UTF-8.")
}
