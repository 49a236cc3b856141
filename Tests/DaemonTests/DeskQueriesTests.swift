import BotContent
import LineProtocol
import Testing

@testable import Daemon

@Suite("Desk queries")
struct DeskQueriesTests {
  @Test func `the queue, the agent's chats and the history tell what is stored`() async throws {
    try await withDaemon { daemon in
      let bridge = try daemon.client(.bridge)
      try bridge.call("chat.open", ["chat": "c"])
      try bridge.call("chat.say", ["chat": "c", "text": "talk to a person", "message_id": "m"])
      let agent = try daemon.client(.agent, name: "lin")
      let admin = try daemon.client(.admin)
      try admin.call("clock.advance", ["seconds": 60])
      let waiting = try agent.call("queue.list")["waiting"]
      #expect(waiting?.array?.count == 1)
      #expect(waiting?[0]?["chat"] == "c")
      #expect(waiting?[0]?["reason"] == "requested")
      #expect(waiting?[0]?["team"] == "service")
      #expect(waiting?[0]?["waiting_s"] == 60)
      #expect(waiting?[0]?["due_s"] == 240)
      #expect(try agent.call("queue.list", ["team": "other"])["waiting"] == [])
      let claimed = try agent.call("queue.claim", ["next": true])
      #expect(claimed["summary"] == waiting?[0]?["summary"])
      #expect(claimed["reason"] == "requested" && claimed["team"] == "service")
      #expect(claimed["priority"] == 3 && claimed["language"] == "en")
      #expect(claimed["waiting_s"] == 60 && claimed["due_s"] == 240)
      #expect(try agent.call("queue.list")["waiting"] == [])
      try admin.call("clock.advance", ["seconds": 30])
      #expect(
        try agent.call("agent.chats") == [
          "chats": [
            [
              "chat": "c", "escalation": 1, "reason": "requested", "team": "service",
              "priority": 3, "summary": waiting?[0]?["summary"] ?? .null, "waiting_s": 60,
              "due_s": 210, "language": "en", "unread": 1, "last": 4, "text": "agent_joined",
              "at": "2027-01-15T08:01:00.000Z",
            ]
          ]
        ])
      #expect(try agent.call("queue.claim", ["chat": "c"])["waiting_s"] == 60)
      let other = try daemon.client(.agent, name: "mai")
      #expect(try other.call("agent.chats") == ["chats": []])
      let page = try bridge.call("chat.history", ["chat": "c", "after": 1, "limit": 1])
      #expect(page["messages"]?.array?.count == 1)
      #expect(page["messages"]?[0]?["seq"] == 2)
      #expect(page["last"]?.int ?? 0 > 2)
      #expect(try bridge.refusal("chat.history", ["chat": "x"]) == "NO_SUCH_CHAT")
    }
  }

  @Test func `a long text is shown short, and no letter is cut in two`() {
    #expect(Desk.shortened("hello") == "hello")
    let full = String(repeating: "快", count: 120)
    #expect(Desk.shortened(full) == full)
    #expect(Desk.shortened(full + "!") == String(repeating: "快", count: 119) + "…")
    let family = "👨‍👩‍👧‍👦"
    #expect(Desk.shortened(String(repeating: family, count: 20)).filter { $0 != "…" }.count == 17)
    #expect(Desk.shortened("a" + String(repeating: "\u{301}", count: 300)) == "…")
  }

  @Test func `who comes back is told who has the chat, or where it stands`() async throws {
    try await withDaemon { daemon in
      let bridge = try daemon.client(.bridge)
      try bridge.call("events.subscribe")
      for chat: JSONValue in ["a", "b"] {
        try bridge.call("chat.open", ["chat": chat])
        try bridge.call(
          "chat.say", ["chat": chat, "text": "talk to a person", "message_id": "m"])
      }
      let told = try bridge.settled().filter { $0["type"] == "queue" }
      for (chat, position) in ["a": 1, "b": 2] {
        let opened = try bridge.call("chat.open", ["chat": .string(chat)])
        #expect(opened["owner"] == "queue" && opened["name"] == nil)
        let event = told.last { $0["chat"]?.string == chat }
        for member in ["position", "wait_s", "promised_at"] {
          #expect(opened["queue"]?[member] == event?[member])
        }
        #expect(opened["queue"]?["position"]?.int == position)
        #expect(opened["queue"]?.object?.count == 3)
      }
      let agent = try daemon.client(.agent, name: "lin")
      try agent.call("queue.claim", ["chat": "a"])
      let taken = try bridge.call("chat.open", ["chat": "a"])
      #expect(taken["owner"] == "agent:lin" && taken["name"] == "lin")
      #expect(taken["queue"] == nil)
      #expect(try bridge.call("chat.open", ["chat": "b"])["queue"]?["position"] == 1)
      try agent.call("agent.return", ["chat": "a"])
      let back = try bridge.call("chat.open", ["chat": "a"])
      #expect(back["owner"] == "bot" && back["name"] == nil && back["queue"] == nil)
    }
  }

  @Test func `who may not is told who has the chat`() async throws {
    try await withDaemon { daemon in
      let bridge = try daemon.client(.bridge)
      try bridge.call("chat.open", ["chat": "c"])
      try bridge.call("chat.say", ["chat": "c", "text": "talk to a person", "message_id": "m"])
      let mai = try daemon.client(.agent, name: "mai")
      func data(_ method: String, _ params: [String: JSONValue]) throws -> JSONValue? {
        do {
          return try mai.call(method, params)
        } catch let error as ReportedError {
          return error.data
        }
      }
      let said: [String: JSONValue] = ["chat": "c", "text": "hi", "message_id": "m"]
      #expect(try data("agent.say", said) == ["name": "NOT_OWNER", "owner": "queue"])
      try daemon.client(.agent, name: "lin").call("queue.claim", ["chat": "c"])
      #expect(try data("agent.say", said) == ["name": "NOT_OWNER", "owner": "agent:lin"])
      #expect(
        try data("agent.typing", ["chat": "c", "on": true]) == [
          "name": "NOT_OWNER", "owner": "agent:lin",
        ])
      #expect(
        try data("queue.claim", ["chat": "c"]) == ["name": "ALREADY_CLAIMED", "agent": "lin"])
    }
  }

  @Test func `a text is understood, in a chat with what the chat expects`() async throws {
    try await withDaemon { daemon in
      let admin = try daemon.client(.admin)
      let alone = try admin.call("understand", ["text": "shipping fee"])
      #expect(alone["intent"] == "ship.fee")
      #expect(alone["decision"] == "match")
      #expect(alone["language"] == "en")
      #expect(try admin.refusal("understand", ["text": "x", "chat": "none"]) == "NO_SUCH_CHAT")
    }
  }

  @Test func `why names the rule, the states and the version`() async throws {
    try await withDaemon { daemon in
      let bridge = try daemon.client(.bridge)
      try bridge.call("chat.open", ["chat": "c"])
      try bridge.call("chat.say", ["chat": "c", "text": "shipping fee", "message_id": "m"])
      let admin = try daemon.client(.admin)
      let why = try admin.call("chat.why", ["chat": "c", "seq": 3])
      #expect(why["intent"] == "ship.fee")
      #expect(why["rule"]?.string?.hasPrefix("intents/ship.fee.yaml:") == true)
      #expect(why["version"]?.string == TestBot.files.version)
      #expect(why["before"]?["owner"] == "bot" && why["after"]?["owner"] == "bot")
      #expect(try admin.refusal("chat.why", ["chat": "c", "seq": 99]) == "BAD_PARAMS")
      #expect(try admin.refusal("chat.why", ["chat": "x", "seq": 1]) == "NO_SUCH_CHAT")
    }
  }

  @Test func `the rules are loaded anew`() async throws {
    try await withDaemon { daemon in
      let admin = try daemon.client(.admin)
      #expect(try admin.call("content.reload") == ["version": .string(TestBot.files.version)])
    }
  }
}
