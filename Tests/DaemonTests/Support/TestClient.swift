import Foundation
import Glibc
import LineProtocol

/// A simple client of the socket: blocking, one request after the other, events set aside.
final class TestClient {
  struct Closed: Error {}
  struct TimedOut: Error {}

  private let descriptor: Int32
  private var lines = LineBuffer(limit: 64 << 20)
  private var lastID = 0
  /// What came beside answers: notifications and the daemon's own requests.
  private(set) var aside: [Request] = []

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard connected == 0 else { throw Closed() }
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close() }

  private var isOpen = true

  func close() {
    if isOpen { Glibc.close(descriptor) }
    isOpen = false
  }

  /// No more requests; answers still come.
  func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  // MARK: Bytes and lines

  func send(_ bytes: some Sequence<UInt8>) throws {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { throw Closed() }
      rest = rest.dropFirst(sent)
    }
  }

  func send(_ text: String) throws { try send(text.utf8) }

  /// The next line, whatever it is; throws when the daemon closed or nothing comes.
  func line() throws -> JSONValue {
    while true {
      if case .line(let bytes)? = lines.next() { return try JSONValue(parsing: bytes) }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count == 0 { throw Closed() }
      if count < 0 { throw errno == ECONNRESET ? Closed() as any Error : TimedOut() }
      lines.append(buffer.prefix(count))
    }
  }

  // MARK: Requests

  /// Sends without waiting; the answer is to be read with `answer`.
  @discardableResult
  func ask(_ method: String, _ params: [String: JSONValue] = [:]) throws -> Int {
    lastID += 1
    try send(Request(id: .number(lastID), method: method, params: params).line)
    return lastID
  }

  /// The next answer, whosever it is: `{id, result}` or `{id, error}`.
  func answer() throws -> JSONValue {
    while true {
      let line = try line()
      guard case .request(let request)? = try? Incoming(line: line.jsonBytes) else { return line }
      aside.append(request)
    }
  }

  /// Asks and gives the result; an error is thrown as it was reported.
  @discardableResult
  func call(_ method: String, _ params: [String: JSONValue] = [:]) throws -> JSONValue {
    let id = try ask(method, params)
    let answer = try answer()
    guard answer["id"]?.int == id, let result = answer["result"] else {
      throw ReportedError(
        code: answer["error"]?["code"]?.int ?? 0,
        message: answer["error"]?["message"]?.string ?? answer.jsonText,
        data: answer["error"]?["data"])
    }
    return result
  }

  /// The name of the error that the call brings; nil where it brings a result.
  func refusal(_ method: String, _ params: [String: JSONValue] = [:]) throws -> String? {
    do {
      try call(method, params)
      return nil
    } catch let error as ReportedError {
      return error.name ?? "\(error.code)"
    }
  }

  @discardableResult
  func hello(_ role: Role, name: String? = nil) throws -> JSONValue {
    var params: [String: JSONValue] = ["protocol": 1, "role": .string(role.rawValue)]
    if let name { params["name"] = .string(name) }
    return try call("hello", params)
  }

  // MARK: What comes unasked

  /// The next notification or request of the daemon's.
  func next() throws -> Request {
    if !aside.isEmpty { return aside.removeFirst() }
    let line = try line()
    guard case .request(let request) = try Incoming(line: line.jsonBytes) else {
      throw ReportedError(code: 0, message: "an answer nobody waits for: \(line.jsonText)")
    }
    return request
  }

  func event() throws -> JSONValue { .object(try next().params) }

  /// So many events, in the order in which they came.
  func events(_ count: Int) throws -> [JSONValue] { try (0..<count).map { _ in try event() } }

  /// All that was told before now: the daemon answers a `ping` after it.
  func settled() throws -> [JSONValue] {
    try call("ping")
    defer { aside = [] }
    return aside.map { .object($0.params) }
  }
}
