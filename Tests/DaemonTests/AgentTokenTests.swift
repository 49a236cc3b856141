import LineProtocol
import Store
import Testing

@testable import Daemon

@Suite("Agent tokens")
struct AgentTokenTests {
  @Test func `a token is 256 random bits that need no quoting`() throws {
    let tokens = (0..<100).map { _ in AgentToken.random().text }
    #expect(Set(tokens).count == 100)
    for token in tokens {
      #expect(token.hasPrefix("pat_"))
      #expect(token.utf8.count == 47)
      let letters = token.unicodeScalars.allSatisfy {
        ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
          || $0 == "_" || $0 == "-"
      }
      #expect(letters)
    }
  }

  /// FIPS 180-2, appendix B.1.
  @Test func `what is kept is its SHA-256`() {
    #expect(
      AgentToken.hash(of: "abc")
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  // MARK: Connections

  private func tokens(_ daemon: TestDaemon) -> AgentTokens {
    AgentTokens(path: daemon.loop.store.path)
  }

  /// A client that said hello with the token of `lin`.
  private func client(_ daemon: TestDaemon, _ role: Role = .agent) throws -> TestClient {
    let client = try daemon.client()
    try client.call("hello", ["protocol": 1, "role": .string(role.rawValue), "token": "secret"])
    return client
  }

  private func withToken(
    _ limits: ConnectionLimits = ConnectionLimits(revokedMilliseconds: 3_600_000),
    _ body: (TestDaemon) throws -> Void
  ) async throws {
    try await withDaemon(limits: limits) { daemon in
      try tokens(daemon).set("hash of secret", of: "lin")
      try body(daemon)
    }
  }

  @Test func `a token has its agent's name, whatever hello says`() async throws {
    try await withToken { daemon in
      let client = try daemon.client()
      let hello = try client.call(
        "hello", ["protocol": 1, "role": "agent", "name": "mai", "token": "secret"])
      #expect(hello["name"] == "lin")
      #expect(try client.call("agent.chats") == ["chats": []])
    }
  }

  @Test(arguments: ["ping", "agent.chats", "queue.list", "no.such.method", "hello"])
  func `after the end of the token the next request is denied, and that was it`(
    method: String
  ) async throws {
    try await withToken { daemon in
      let client = try client(daemon)
      try client.call("ping")
      _ = try tokens(daemon).revoke("lin", at: TestDaemon.start)
      try client.ask(method)
      // The connection may be closed by then.
      for _ in 0..<2 { _ = try? client.ask(method) }
      let answer = try client.line()
      #expect(answer["error"]?["code"] == 1103)
      #expect(answer["error"]?["message"]?.string?.contains("was revoked") == true)
      #expect(throws: TestClient.Closed.self) { try client.line() }
    }
  }

  @Test func `a token that was replaced has ended, too`() async throws {
    try await withToken { daemon in
      let old = try client(daemon)
      try tokens(daemon).set("hash of another", of: "lin")
      #expect(try old.refusal("agent.chats") == "DENIED")
    }
  }

  @Test func `what was taken in before the end is answered first`() async throws {
    try await withToken { daemon in
      let client = try client(daemon)
      for number in 0..<50 {
        try client.ask("agent.status", ["state": "busy", "capacity": .integer(number)])
        try client.ask("agent.chats")
      }
      for id in 2...101 { #expect(try client.answer()["id"]?.int == id) }
      client.finishSending()
      #expect(throws: TestClient.Closed.self) { try client.answer() }
    }
  }

  @Test func `who only listens is told, and hears nothing more`() async throws {
    try await withToken(ConnectionLimits(revokedMilliseconds: 10)) { daemon in
      let listener = try client(daemon)
      try listener.call("events.subscribe")
      let bridge = try client(daemon, .bridge)
      try bridge.call("events.subscribe")
      let other = try daemon.client(.agent, name: "lin")
      _ = try tokens(daemon).revoke("lin", at: TestDaemon.start)
      for client in [listener, bridge] {
        var line = try client.line()
        while line["method"] == "event" { line = try client.line() }
        #expect(line["id"] == .null && line["error"]?["data"]?["name"] == "DENIED")
        #expect(throws: TestClient.Closed.self) { try client.line() }
      }
      // The daemon's own user needs no token, and so loses none.
      try other.call("ping")
    }
  }

  @Test func `others are watched on after somebody was turned out`() async throws {
    try await withToken(ConnectionLimits(revokedMilliseconds: 10)) { daemon in
      for token in ["one", "two"] {
        try tokens(daemon).set("hash of \(token)", of: token)
      }
      let clients = try ["one", "two"].map { token in
        let client = try daemon.client()
        try client.call("hello", ["protocol": 1, "role": "agent", "token": .string(token)])
        return client
      }
      for (client, agent) in zip(clients, ["one", "two"]) {
        _ = try tokens(daemon).revoke(agent, at: TestDaemon.start)
        #expect(try client.line()["id"] == .null)
        #expect(throws: TestClient.Closed.self) { try client.line() }
      }
    }
  }

  @Test func `one who does not read is closed all the same`() async throws {
    let limits = ConnectionLimits(
      highWaterMark: 16_384, lowWaterMark: 4_096, revokedMilliseconds: 10)
    try await withToken(limits) { daemon in
      let bridge = try daemon.client(.bridge)
      try bridge.call("chat.open", ["chat": "c"])
      let deaf = try client(daemon)
      try deaf.call("events.subscribe")
      let text = JSONValue.string(String(repeating: "x", count: 3_900))
      for number in 0..<200 {
        try bridge.call(
          "chat.say", ["chat": "c", "text": text, "message_id": .string("m\(number)")])
      }
      let admin = try daemon.client(.admin)
      try admin.call("events.subscribe")
      _ = try tokens(daemon).revoke("lin", at: TestDaemon.start)
      #expect(try admin.event() == ["type": "presence", "agent": "lin", "state": "away"])
      deaf.close()
    }
  }
}
