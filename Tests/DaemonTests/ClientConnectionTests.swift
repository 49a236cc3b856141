import LineProtocol
import Testing

@testable import Daemon

@Suite("Client connection")
struct ClientConnectionTests {
  private static let ping = #"{"jsonrpc":"2.0","id":"p","method":"ping"}"#

  @Test func `any chunking of the bytes gives the same answers`() async throws {
    try await withDaemon { daemon in
      let client = try daemon.client()
      for byte in (Self.ping + "\r\n").utf8 { try client.send([byte]) }
      try client.send(Self.ping + "\n\n\r\n" + Self.ping + "\n")
      for _ in 0..<3 { #expect(try client.line()["id"] == "p") }
    }
  }

  private static let hostile: [String: (line: [UInt8], name: String)] = [
    "no JSON": (Array("hello".utf8), "PARSE_ERROR"),
    "a trailing comma": (Array("{\"a\":1,}".utf8), "PARSE_ERROR"),
    "no UTF-8": ([0xFF, 0xFE], "BAD_UTF8"),
    "a batch": (Array("[]".utf8), "INVALID_REQUEST"),
    "70,000 letters": (Array(repeating: 0x78, count: 70_000), "TOO_LONG"),
    "60,000 brackets": (Array(repeating: 0x5B, count: 60_000), "PARSE_ERROR"),
  ]

  @Test(arguments: hostile.keys.sorted())
  func `a broken line is answered without id, and the next is read`(
    kind: String
  ) async throws {
    let (line, name) = try #require(Self.hostile[kind])
    try await withDaemon { daemon in
      let client = try daemon.client()
      try client.send(line + Array(("\n" + Self.ping + "\n").utf8))
      let refusal = try client.line()
      #expect(refusal["id"] == .null)
      #expect(refusal["error"]?["data"]?["name"] == .string(name))
      #expect(try client.line()["result"]?["version"] == "0.1.0")
    }
  }

  @Test func `HTTP is closed without a word`() async throws {
    try await withDaemon { daemon in
      let browser = try daemon.client()
      try browser.send("POST / HTTP/1.1\r\nHost: x\r\n\r\n" + Self.ping + "\n")
      #expect(throws: TestClient.Closed.self) { try browser.line() }
      let client = try daemon.client()
      try client.call("ping")
      try client.send("GET / HTTP/1.1\n")
      #expect(try client.line()["error"]?["code"] == -32700)
      try client.call("ping")
    }
  }

  @Test func `hello is needed, once, and says what there is`() async throws {
    try await withDaemon { daemon in
      let client = try daemon.client()
      #expect(try client.refusal("chat.open") == "NEED_HELLO")
      #expect(try client.refusal("hello", ["protocol": 2, "role": "bridge"]) == "VERSION")
      #expect(try client.refusal("hello", ["protocol": 1, "role": "agent"]) == "BAD_PARAMS")
      #expect(
        try client.refusal("hello", ["protocol": 1, "role": "bridge", "token": "x"]) == "DENIED")
      #expect(
        try client.hello(.bridge) == [
          "protocol": 1, "server": "parley/0.1.0", "role": "bridge", "cursor": 0,
          "limits": ["max_line": 65_536, "max_text": 4_000],
        ])
      #expect(try daemon.client().hello(.agent, name: "lin")["name"] == "lin")
      #expect(try client.refusal("hello", ["protocol": 1, "role": "bridge"]) == "DENIED")
      #expect(try client.refusal("agent.chats") == "DENIED")
      #expect(try client.refusal("chat.shout") == "METHOD_NOT_FOUND")
      #expect(try client.call("rpc.discover")["openrpc"] == "1.3.2")
    }
  }

  @Test func `requests in one write are answered in order, reads see what was said`() async throws {
    try await withDaemon { daemon in
      let client = try daemon.client()
      try client.ask("hello", ["protocol": 1, "role": "bridge"])
      try client.ask("chat.open", ["chat": "c"])
      for number in 0..<100 {
        try client.ask(
          "chat.say", ["chat": "c", "text": "shipping fee", "message_id": .string("m\(number)")])
        try client.ask("ping")
      }
      try client.ask("chat.history", ["chat": "c", "limit": 500])
      for id in 1...202 { #expect(try client.answer()["id"]?.int == id) }
      let history = try client.answer()
      #expect(history["id"] == 203)
      let messages = history["result"]?["messages"]?.array ?? []
      #expect(messages.count(where: { $0["from"] == "customer" }) == 100)
      #expect(messages.compactMap { $0["seq"]?.int } == Array(1...messages.count))
      #expect(history["result"]?["last"]?.int == messages.count)
    }
  }

  @Test func `what was asked before the client stopped sending is answered`() async throws {
    try await withDaemon { daemon in
      let client = try daemon.client(.bridge)
      try client.ask("chat.open", ["chat": "c"])
      for number in 0..<300 {
        try client.ask(
          "chat.say", ["chat": "c", "text": "hi", "message_id": .string("m\(number)")])
      }
      client.finishSending()
      for _ in 0..<301 { #expect(try client.answer()["result"] != nil) }
      #expect(throws: TestClient.Closed.self) { try client.answer() }
    }
  }

  @Test func `a notification is done and not answered`() async throws {
    try await withDaemon { daemon in
      let client = try daemon.client(.bridge)
      try client.send(Request(method: "chat.open", params: ["chat": "quiet"]).line)
      try client.send(Request(method: "chat.shout").line)
      #expect(try client.call("chat.history", ["chat": "quiet"])["last"] == 1)
    }
  }

  @Test func `a repeated message is answered as the first time, even with a wrong text`()
    async throws
  {
    try await withDaemon { daemon in
      let client = try daemon.client(.bridge)
      try client.call("chat.open", ["chat": "c"])
      let first = try client.call(
        "chat.say", ["chat": "c", "text": "shipping fee", "message_id": "m"])
      #expect(first["duplicate"] == false)
      for text: JSONValue in ["shipping fee", "other", "", 7, nil] {
        let again = try client.call("chat.say", ["chat": "c", "text": text, "message_id": "m"])
        #expect(again["duplicate"] == true)
        #expect(again["seq"] == first["seq"])
        #expect(again["messages"] == first["messages"])
      }
      let long = JSONValue.string(String(repeating: "x", count: 4_001))
      #expect(
        try client.call("chat.say", ["chat": "c", "text": long, "message_id": "m"])["duplicate"]
          == true)
      #expect(
        try client.refusal("chat.say", ["chat": "c", "text": long, "message_id": "n"])
          == "TOO_LONG")
      #expect(
        try client.refusal("chat.say", ["chat": "c", "text": "", "message_id": "n"])
          == "BAD_PARAMS")
    }
  }

  @Test func `a client that does not take its answers is not read, and loses none`() async throws {
    let limits = ConnectionLimits(inFlight: 8, highWaterMark: 16_384, lowWaterMark: 4_096)
    try await withDaemon(limits: limits) { daemon in
      let client = try daemon.client()
      // 60 answers of 20 kB each: far more than the kernel holds for us.
      let asked = Task.detached { [path = daemon.socket] in
        let client = try TestClient(path)
        for _ in 0..<60 { try client.ask("rpc.discover") }
        for id in 1...60 { guard try client.answer()["id"]?.int == id else { return false } }
        return true
      }
      #expect(try await asked.value)
      try client.call("ping")
    }
  }
}
