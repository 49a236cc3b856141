import LineProtocol
import Testing

@testable import Daemon

@Suite("Backend connections")
struct BackendConnectionsTests {
  private func backend(_ daemon: TestDaemon) throws -> TestClient {
    let backend = try daemon.client(.backend)
    #expect(try backend.call("backend.serve", ["functions": ["order.get"]]) == [:])
    return backend
  }

  private func ask(_ bridge: TestClient, _ chat: String = "c") throws -> JSONValue {
    try bridge.call("chat.open", ["chat": .string(chat)])
    return try bridge.call(
      "chat.say",
      ["chat": .string(chat), "text": "where is order 20251120778", "message_id": "m"])
  }

  private func words(_ bridge: TestClient, until text: String) throws {
    while try bridge.event()["message"]?["text"]?.string != text {}
  }

  @Test func `a call goes out after the answer and its result comes back to the chat`()
    async throws
  {
    try await withDaemon { daemon in
      let backend = try backend(daemon)
      let bridge = try daemon.client(.bridge)
      try bridge.call("events.subscribe")
      #expect(try ask(bridge)["messages"] == [])
      let call = try backend.next()
      #expect(call.method == "backend.call")
      #expect(call.params["function"] == "order.get")
      #expect(call.params["arguments"] == ["number": "20251120778"])
      #expect(call.params["chat"] == "c")
      #expect(call.params["key"]?.string?.hasPrefix("c:") == true)
      let id = try #require(call.id)
      try backend.send(Response(id: id, result: ["status": "paid"]).line)
      try words(bridge, until: "It is paid.")
    }
  }

  @Test func `no backend, and an error, take the failure edge`() async throws {
    try await withDaemon { daemon in
      let bridge = try daemon.client(.bridge)
      try bridge.call("events.subscribe")
      _ = try ask(bridge, "a")
      while try bridge.event()["owner"] != "queue" {}
      let backend = try backend(daemon)
      _ = try ask(bridge, "b")
      let id = try #require(try backend.next().id)
      try backend.send(#"{"jsonrpc":"2.0","id":\#(id.json.jsonText),"error":"down"}"# + "\n")
      while try bridge.event()["owner"] != "queue" {}
    }
  }

  @Test func `calls of a backend that goes away go to another with the same key`() async throws {
    try await withDaemon { daemon in
      let first = try backend(daemon)
      let bridge = try daemon.client(.bridge)
      try bridge.call("events.subscribe")
      _ = try ask(bridge)
      let call = try first.next()
      let second = try backend(daemon)
      first.close()
      let again = try second.next()
      #expect(again.params == call.params)
      let id = try #require(again.id)
      try second.send(Response(id: id, result: nil).line)
      try words(bridge, until: "There is no such order.")
      #expect(try second.settled().isEmpty)
    }
  }

  @Test func `calls of the last backend that goes away fail at once`() async throws {
    try await withDaemon { daemon in
      let backend = try backend(daemon)
      let bridge = try daemon.client(.bridge)
      try bridge.call("events.subscribe")
      _ = try ask(bridge)
      _ = try backend.next()
      backend.close()
      while try bridge.event()["owner"] != "queue" {}
    }
  }
}
