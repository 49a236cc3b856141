import Foundation
import LineProtocol

/// A client of the daemon for one terminal: it asks, waits for the answer, and keeps what comes
/// in between.
final class SocketClient {
  /// Answers may be longer than requests: a history, the description of the whole protocol.
  private static let lineLimit = 64 * 1_024 * 1_024

  let path: String
  let descriptor: Int32
  private var buffer = LineBuffer(limit: lineLimit)
  private var lastID = 0
  /// Requests of the daemon and events that came while an answer was waited for.
  private var kept: [Request] = []

  init(path: String) throws(OperatorError) {
    self.path = path
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let capacity = MemoryLayout.size(ofValue: address.sun_path)
    let bytes = Array(path.utf8)
    guard bytes.count < capacity else {
      throw OperatorError("the socket's path has more than \(capacity - 1) bytes: \(path)")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw OperatorError("no socket: \(Self.reason)") }
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard connected == 0 else {
      let reason = Self.reason
      close(descriptor)
      throw OperatorError(
        "no daemon answers at \(path) (\(reason)); start one with "
          + "`parley serve --bot . --socket \(path)`")
    }
  }

  deinit { close(descriptor) }

  private static var reason: String { String(cString: strerror(errno)) }

  // MARK: Asking

  @discardableResult
  func hello(_ role: Role, name: String?, token: String? = nil) throws -> JSONValue {
    var params: [String: JSONValue] = ["protocol": 1, "role": .string(role.rawValue)]
    if let name { params["name"] = .string(name) }
    if let token { params["token"] = .string(token) }
    return try call("hello", params)
  }

  /// The result; throws what the daemon reported as a `ReportedError`.
  func call(_ method: String, _ params: [String: JSONValue] = [:]) throws -> JSONValue {
    lastID += 1
    let id = Request.ID.number(lastID)
    try send(Request(id: id, method: method, params: params).line)
    while true {
      switch try receive() {
      case .response(let response) where response.id == id || response.id == .null:
        return try response.outcome.get()
      case .response, nil: continue
      case .request(let request): kept.append(request)
      }
    }
  }

  func answer(_ id: Request.ID, _ outcome: Result<JSONValue, ReportedError>) throws {
    try send(Response(id: id, outcome: outcome).line)
  }

  private func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      // A daemon that is gone is an error to report, not a signal to die of.
      let count = rest.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw lost }
      rest = rest.dropFirst(count)
    }
  }

  // MARK: Listening

  /// What the daemon sends of itself: an event or a request; nil when `timeout` has passed.
  func next(timeout: Duration? = nil) throws -> Request? {
    if !kept.isEmpty { return kept.removeFirst() }
    let deadline = timeout.map { ContinuousClock.now + $0 }
    while true {
      guard let incoming = try receive(until: deadline) else { return nil }
      if case .request(let request) = incoming { return request }
    }
  }

  /// Whether `next` would give something without waiting for the socket.
  var hasKept: Bool { !kept.isEmpty }

  private func receive(until deadline: ContinuousClock.Instant? = nil) throws -> Incoming? {
    while true {
      switch buffer.next() {
      case .line(let line):
        if let incoming = try? Incoming(line: line) { return incoming }
      case .tooLong: continue
      case nil:
        guard try SocketWait.isReadable([descriptor], until: deadline).first == true else {
          return nil
        }
        try fill()
      }
    }
  }

  private func fill() throws {
    var piece = [UInt8](repeating: 0, count: 65_536)
    let count = piece.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
    if count < 0, errno == EINTR { return }
    guard count > 0 else { throw lost }
    buffer.append(piece[..<count])
  }

  private var lost: OperatorError {
    OperatorError("the daemon at \(path) closed the connection; is it still running?")
  }
}
