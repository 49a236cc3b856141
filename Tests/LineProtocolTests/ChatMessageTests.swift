import LineProtocol
import Testing

@Suite("Chat messages and events")
struct ChatMessageTests {
  private let message = ChatMessage(
    chat: "c92", seq: 3, at: "2026-11-22T05:06:28.112Z", from: .bot, text: "要幫您催一下嗎？",
    buttons: [.init(id: "urge", text: "催出貨")])

  @Test func `a message leaves out what it has not`() {
    #expect(
      message.json == [
        "chat": "c92", "seq": 3, "at": "2026-11-22T05:06:28.112Z", "from": "bot",
        "text": "要幫您催一下嗎？", "buttons": [["id": "urge", "text": "催出貨"]],
      ])
  }

  @Test func `messages and events come back as they went`() {
    var full = message
    full.name = "Lin"
    full.intent = "order.track"
    full.kind = "survey"
    #expect(ChatMessage(full.json) == full)
    #expect(ChatMessage(["chat": "c92"]) == nil)
    let event = EventEnvelope.message(full, cursor: 48_220)
    #expect(EventEnvelope(event.json) == event)
    #expect(EventEnvelope(["type": "dance"]) == nil)
  }

  @Test func `events without a cursor have none`() {
    #expect(
      EventEnvelope.typing(.customer, on: true, chat: "c92").json == [
        "chat": "c92", "type": "typing", "from": "customer", "on": true,
      ])
    #expect(
      EventEnvelope.typing(.agent, name: "lin", on: false, chat: "c92").json == [
        "chat": "c92", "type": "typing", "from": "agent", "name": "lin", "on": false,
      ])
    #expect(
      EventEnvelope.presence(agent: "lin", state: "away").json == [
        "type": "presence", "agent": "lin", "state": "away",
      ])
  }

  @Test func `an event is one line`() {
    let line = EventEnvelope.line(of: ["cursor": 1, "type": "closed"])
    #expect(
      String(decoding: line, as: UTF8.self)
        == #"{"jsonrpc":"2.0","method":"event","params":{"cursor":1,"type":"closed"}}"# + "\n")
  }
}
