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
      try agent.call("queue.claim", ["next": true])
      #expect(try agent.call("queue.list")["waiting"] == [])
      let held = try agent.call("agent.chats")["chats"]
      #expect(held?[0]?["chat"] == "c")
      #expect(held?[0]?["language"] == "en")
      let other = try daemon.client(.agent, name: "mai")
      #expect(try other.call("agent.chats") == ["chats": []])
      let page = try bridge.call("chat.history", ["chat": "c", "after": 1, "limit": 1])
      #expect(page["messages"]?.array?.count == 1)
      #expect(page["messages"]?[0]?["seq"] == 2)
      #expect(page["last"]?.int ?? 0 > 2)
      #expect(try bridge.refusal("chat.history", ["chat": "x"]) == "NO_SUCH_CHAT")
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
