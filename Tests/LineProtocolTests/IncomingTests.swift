import LineProtocol
import Testing

@Suite("Incoming lines")
struct IncomingTests {
  private func read(_ text: String) throws(RefusedLine) -> Incoming {
    try Incoming(line: Array(text.utf8))
  }

  private func refusal(_ text: String) -> RefusedLine? {
    do throws(RefusedLine) {
      _ = try read(text)
      return nil
    } catch {
      return error
    }
  }

  @Test func `a request has id, method and params`() throws {
    #expect(
      try read(#"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":1}}"#)
        == .request(Request(id: .number(1), method: "ping", params: ["a": 1])))
    #expect(
      try read(#"{"method":"ping","id":"x","jsonrpc":"2.0"}"#)
        == .request(Request(id: .text("x"), method: "ping")))
    #expect(
      try read(#"{"jsonrpc":"2.0","id":null,"method":"ping","params":null}"#)
        == .request(Request(id: .null, method: "ping")))
  }

  @Test func `without an id it is a notification`() throws {
    #expect(
      try read(#"{"jsonrpc":"2.0","method":"ping"}"#) == .request(Request(method: "ping")))
  }

  @Test func `results and errors are responses`() throws {
    #expect(
      try read(#"{"jsonrpc":"2.0","id":3,"result":null}"#)
        == .response(Response(id: .number(3), result: nil)))
    #expect(
      try read(#"{"jsonrpc":"2.0","id":3,"error":{"code":-32000,"message":"down","data":[1]}}"#)
        == .response(
          Response(
            id: .number(3),
            outcome: .failure(ReportedError(code: -32000, message: "down", data: [1])))))
    #expect(
      try read(#"{"jsonrpc":"2.0","id":3,"error":"down"}"#)
        == .response(
          Response(
            id: .number(3), outcome: .failure(ReportedError(code: 0, message: "down")))))
  }

  @Test(
    arguments: [
      (#"[{"jsonrpc":"2.0","id":1,"method":"ping"}]"#, .null, -32600),
      ("[]", .null, -32600), ("1", .null, -32600), ("\"ping\"", .null, -32600),
      ("{}", .null, -32600), (#"{"id":1,"method":"ping"}"#, .number(1), -32600),
      (#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, .number(1), -32600),
      (#"{"jsonrpc":2.0,"id":1,"method":"ping"}"#, .number(1), -32600),
      (#"{"jsonrpc":"2.0","id":1}"#, .number(1), -32600),
      (#"{"jsonrpc":"2.0","id":1,"method":7}"#, .number(1), -32600),
      (#"{"jsonrpc":"2.0","id":"a","method":"ping","params":"b"}"#, .text("a"), -32600),
      (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}"#, .number(1), -32602),
      (#"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#, .null, -32600),
      (#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#, .null, -32600),
      (#"{"jsonrpc":"2.0","id":99999999999999999999,"method":"ping"}"#, .null, -32600),
      (#"{"jsonrpc":"2.0","result":1}"#, .null, -32600),
      (#"{"jsonrpc":"2.0","id":1,"result":1,"error":{}}"#, nil, 0),
      ("hello", .null, -32700),
    ] as [(String, Request.ID?, Int)])
  func `what is neither is refused by name, with its id where there is one`(
    text: String, id: Request.ID?, code: Int
  ) {
    let refusal = refusal(text)
    #expect(refusal?.id == id)
    #expect(refusal?.error.code.rawValue ?? 0 == code)
  }

  /// Hostile lines, each followed by a good one that must be read.
  @Test(
    arguments: [
      Array("hello".utf8), Array("{".utf8), Array(repeating: UInt8(ascii: "["), count: 900),
      Array(repeating: 0, count: 10), [0xFF, 0xFE, 0xFD], Array(repeating: 0x61, count: 5_000),
      Array("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\u{1}\"}".utf8), Array("\r\r\r".utf8),
      Array("GET / HTTP/1.1".utf8), [0x80], Array("\"\\ud800".utf8), Array("1e99999".utf8),
    ] as [[UInt8]])
  func `the line after a hostile one is read`(hostile: [UInt8]) throws {
    var buffer = LineBuffer(limit: 1_000)
    buffer.append(hostile + [0x0A])
    buffer.append(Request(id: .number(7), method: "ping").line)
    var read: [Incoming] = []
    var refused = 0
    while let line = buffer.next() {
      guard case .line(let bytes) = line else {
        refused += 1
        continue
      }
      do throws(RefusedLine) { read.append(try Incoming(line: bytes)) } catch { refused += 1 }
    }
    #expect(read == [.request(Request(id: .number(7), method: "ping"))])
    #expect(refused == 1)
  }
}
