import LineProtocol
import Testing

@testable import Daemon

@Suite("Event feed")
struct EventFeedTests {
  private func say(_ client: TestClient, _ number: Int, chat: String = "c") throws {
    try client.call(
      "chat.say",
      ["chat": .string(chat), "text": "shipping fee", "message_id": .string("m\(number)")])
  }

  /// A chat that an agent has: what the customer says there is one event each, and nothing else.
  private func chatWithAgent(_ daemon: TestDaemon, _ bridge: TestClient) throws -> TestClient {
    try bridge.call("chat.open", ["chat": "c"])
    try bridge.call("chat.say", ["chat": "c", "text": "talk to a person", "message_id": "first"])
    let agent = try daemon.client(.agent, name: "lin")
    try agent.call("queue.claim", ["chat": "c"])
    return agent
  }

  private func say(_ client: TestClient, times: Int, kilobytes: Int) throws {
    let text = JSONValue.string(String(repeating: "x", count: kilobytes * 1_000))
    for number in 0..<times {
      try client.call(
        "chat.say", ["chat": "c", "text": text, "message_id": .string("long \(number)")])
    }
  }

  private func cursors(_ events: [JSONValue]) -> [Int] { events.compactMap { $0["cursor"]?.int } }

  @Test func `an answer comes before the events that carry the same`() async throws {
    try await withDaemon { daemon in
      let client = try daemon.client(.bridge)
      #expect(try client.call("events.subscribe") == ["replayed": 0, "cursor": 0])
      try client.ask("chat.open", ["chat": "c"])
      let opened = try client.line()
      #expect(opened["result"]?["created"] == true)
      let event = try client.event()
      #expect(event["cursor"]?.int ?? 0 > 0)
      #expect(event["chat"] == "c" && event["type"] == "message")
      #expect(event["message"] == opened["result"]?["messages"]?[0])
    }
  }

  @Test func `exactly so many are replayed as the answer says, then the live ones come`()
    async throws
  {
    try await withDaemon { daemon in
      let bridge = try daemon.client(.bridge)
      try bridge.call("chat.open", ["chat": "c"])
      for number in 0..<300 { try say(bridge, number) }
      let all = try daemon.client(.admin)
      let answer = try all.call("events.subscribe", ["from": 0])
      let count = try #require(answer["replayed"]?.int)
      #expect(count >= 601)
      try say(bridge, 300)
      let events = try all.events(count + 2)
      #expect(cursors(events) == cursors(events).sorted())
      #expect(Set(cursors(events)).count == count + 2)
      #expect(events[count - 1]["cursor"] == answer["cursor"])
      #expect(events[count]["message"]?["from"] == "customer")

      let middle = cursors(events)[100]
      let late = try daemon.client(.admin)
      try late.call("events.subscribe", ["from": .integer(middle)])
      #expect(try late.event() == events[101])
    }
  }

  @Test func `a cursor that is not there yet is stale, the newest is fine`() async throws {
    try await withDaemon { daemon in
      let client = try daemon.client(.bridge)
      try client.call("chat.open", ["chat": "c"])
      let head = try #require(try daemon.client().hello(.bridge)["cursor"]?.int)
      #expect(
        try client.refusal("events.subscribe", ["from": .integer(head + 1)]) == "STALE_CURSOR")
      #expect(try client.refusal("events.subscribe", ["from": -1]) == "BAD_PARAMS")
      #expect(
        try client.call("events.subscribe", ["from": .integer(head)]) == [
          "replayed": 0, "cursor": .integer(head),
        ])
    }
  }

  @Test func `a second subscription replaces the first`() async throws {
    try await withDaemon { daemon in
      let client = try daemon.client(.bridge)
      for chat in ["a", "b"] { try client.call("chat.open", ["chat": .string(chat)]) }
      try client.call("events.subscribe", ["chats": ["a"]])
      try client.call("events.subscribe", ["chats": ["b"]])
      try say(client, 1, chat: "a")
      try say(client, 1, chat: "b")
      let told = try client.settled()
      #expect(!told.isEmpty)
      #expect(told.allSatisfy { $0["chat"] == "b" })
      #expect(Set(cursors(told)).count == told.count)
    }
  }

  @Test func `bridges see what customers may see, the desk the rest`() async throws {
    try await withDaemon { daemon in
      let bridge = try daemon.client(.bridge)
      let agent = try daemon.client(.agent, name: "lin")
      try bridge.call("events.subscribe")
      try agent.call("events.subscribe")
      try bridge.call("chat.open", ["chat": "c"])
      try bridge.call("chat.say", ["chat": "c", "text": "talk to a person", "message_id": "m"])
      try agent.call("queue.claim", ["chat": "c"])
      try agent.call("agent.note", ["chat": "c", "text": "hush", "message_id": "n"])
      let customers = try bridge.settled()
      let desk = try agent.settled().filter { $0["cursor"] != nil }
      #expect(!customers.contains { $0["type"] == "note" || $0["type"] == "escalation" })
      #expect(desk.contains { $0["type"] == "note" })
      #expect(desk.contains { $0["type"] == "escalation" })
      #expect(desk.filter(customers.contains) == customers)
    }
  }

  @Test func `typing and presence reach those who are there and are not kept`() async throws {
    try await withDaemon { daemon in
      let bridge = try daemon.client(.bridge)
      try bridge.call("chat.open", ["chat": "c"])
      try bridge.call("events.subscribe")
      let admin = try daemon.client(.admin)
      try admin.call("events.subscribe")
      #expect(try bridge.refusal("chat.typing", ["chat": "x", "on": true]) == "NO_SUCH_CHAT")
      try bridge.call("chat.typing", ["chat": "c", "on": true])
      #expect(
        try admin.event() == ["chat": "c", "type": "typing", "from": "customer", "on": true])
      let agent = try daemon.client(.agent, name: "lin")
      try agent.call("agent.status", ["state": "busy"])
      var states: [JSONValue?] = []
      while states.last != "busy" { states.append(try admin.event()["state"]) }
      agent.close()
      #expect(try admin.event() == ["type": "presence", "agent": "lin", "state": "away"])
      #expect(try bridge.settled().isEmpty)
    }
  }

  @Test func `an agent's typing reaches customers, and only from who has the chat`() async throws {
    try await withDaemon { daemon in
      let bridge = try daemon.client(.bridge)
      let agent = try chatWithAgent(daemon, bridge)
      let admin = try daemon.client(.admin)
      for client in [bridge, agent, admin] { try client.call("events.subscribe") }
      #expect(try agent.call("agent.typing", ["chat": "c", "on": true]) == [:])
      for client in [bridge, agent, admin] {
        #expect(
          try client.event() == [
            "chat": "c", "type": "typing", "from": "agent", "name": "lin", "on": true,
          ])
      }
      let other = try daemon.client(.agent, name: "mai")
      #expect(try other.refusal("agent.typing", ["chat": "c", "on": true]) == "NOT_OWNER")
      #expect(try agent.refusal("agent.typing", ["chat": "x", "on": true]) == "NO_SUCH_CHAT")
      try agent.call("agent.return", ["chat": "c"])
      #expect(try agent.refusal("agent.typing", ["chat": "c", "on": false]) == "NOT_OWNER")
      #expect(try !bridge.settled().contains { $0["type"] == "typing" })
    }
  }

  @Test func `one that falls too far behind is told its cursor and goes on from there`()
    async throws
  {
    let limits = ConnectionLimits(
      highWaterMark: 16_384, lowWaterMark: 4_096, slowConsumerEvents: 100)
    try await withDaemon(limits: limits) { daemon in
      let bridge = try daemon.client(.bridge)
      let agent = try chatWithAgent(daemon, bridge)
      defer { agent.close() }
      let slow = try daemon.client(.bridge)
      try slow.call("events.subscribe")
      try say(bridge, times: 400, kilobytes: 4)
      var seen: [Int] = []
      var notice: Request?
      while notice == nil {
        let next = try slow.next()
        if next.method == "event" {
          seen.append(next.params["cursor"]?.int ?? 0)
        } else {
          notice = next
        }
      }
      #expect(notice?.method == "slow_consumer")
      #expect(notice?.params["cursor"]?.int == seen.last)
      #expect(try slow.settled().isEmpty)
      let head = try daemon.client().hello(.bridge)["cursor"]
      let answer = try slow.call("events.subscribe", ["from": notice?.params["cursor"] ?? .null])
      let rest = try slow.events(answer["replayed"]?.int ?? 0)
      #expect(rest.last?["cursor"] == head)
      let all = try daemon.client(.bridge)
      let count = try all.call("events.subscribe", ["from": 0])["replayed"]?.int ?? 0
      let everything = cursors(try all.events(count))
      #expect(seen + cursors(rest) == Array(everything.drop { $0 < seen[0] }))
    }
  }

  @Test func `one that is slow for a while gets everything in the end`() async throws {
    let limits = ConnectionLimits(highWaterMark: 16_384, lowWaterMark: 4_096)
    try await withDaemon(limits: limits) { daemon in
      let bridge = try daemon.client(.bridge)
      let agent = try chatWithAgent(daemon, bridge)
      defer { agent.close() }
      let slow = try daemon.client(.bridge)
      try slow.call("events.subscribe", ["from": 0])
      try say(bridge, times: 200, kilobytes: 4)
      let last = try #require(try bridge.call("chat.history", ["chat": "c"])["last"]?.int)
      var seqs: [Int] = []
      while seqs.last != last {
        if let seq = try slow.event()["message"]?["seq"]?.int { seqs.append(seq) }
      }
      #expect(seqs == Array(1...last))
    }
  }
}
