import Dialogs
import Foundation
import LineProtocol
import Testing

@Suite("Chat: people")
struct HandOffTests {
  var chat = TestChat()

  @Test mutating func `only the owner speaks`() throws {
    #expect(throws: Refusal.notOwner(.bot)) { try chat.take(.agentSaid("hi", by: "lin")) }
    _ = try chat.say("human please")
    #expect(throws: Refusal.notOwner(.queue)) { try chat.take(.agentSaid("hi", by: "lin")) }
    try chat.take(.claimed(by: "lin"))
    #expect(throws: Refusal.notOwner(.agent("lin"))) { try chat.take(.agentSaid("hi", by: "mai")) }
    #expect(throws: Refusal.alreadyClaimed(by: "lin")) { try chat.take(.claimed(by: "mai")) }
    #expect(try chat.answers(to: .agentSaid("hi", by: "lin")) == ["hi"])
  }

  @Test mutating func `the bot is silent while the queue or an agent has the chat`() throws {
    #expect(try chat.say("human please") == ["<hand_off 1>"])
    #expect(chat.last?.messages.last?.from == .system)
    #expect(try chat.say("how much is shipping") == [])
    try chat.take(.claimed(by: "lin"))
    #expect(try chat.say("how much is shipping") == [])
    #expect(try chat.say("human please") == [])
  }

  @Test mutating func `the queue understands a person and never mind`() throws {
    _ = try chat.say("human please")
    #expect(try chat.say("real agent") == ["<still_waiting>"])
    #expect(try chat.say("never mind") == ["<queue_left>"])
    #expect(chat.chat.owner == .bot)
    #expect(chat.chat.escalation == nil)
    #expect(try chat.say("how much is shipping") == ["<ship_fee>"])
  }

  @Test mutating func `the queue's button leaves it`() throws {
    _ = try chat.say("human please")
    #expect(chat.last?.messages.last?.buttons == [.init(id: "leave_queue", text: "Leave")])
    #expect(try chat.answers(to: .pressed(button: "leave_queue")) == ["<queue_left>"])
  }

  @Test mutating func `the first reply is noted once`() throws {
    _ = try chat.say("human please")
    try chat.take(.claimed(by: "lin"))
    chat.now += 10
    try chat.take(.agentSaid("hi", by: "lin"))
    chat.now += 10
    try chat.take(.agentSaid("how can I help", by: "lin"))
    #expect(chat.chat.escalation?.firstReplyAt == TestShop.start + 10)
  }

  @Test mutating func `a returned chat is the bot's again`() throws {
    _ = try chat.say("human please")
    try chat.take(.claimed(by: "lin"))
    let turn = try chat.take(.returned(by: "lin", state: nil, slots: [:]))
    #expect(turn.messages.map(\.text) == ["<agent_returned>"])
    #expect(
      turn.effects.contains {
        if case .escalation(let row, .changed) = $0 {
          row.status == .resolved && row.outcome == "returned"
        } else {
          false
        }
      })
    #expect(try chat.say("how much is shipping") == ["<ship_fee>"])
  }

  @Test mutating func `a chat is returned to a state with slots`() throws {
    _ = try chat.say("human please")
    try chat.take(.claimed(by: "lin"))
    let slots = ["order": "20251120778", "item": "the mug"].mapValues { JSONValue.string($0) }
    #expect(
      try chat.answers(to: .returned(by: "lin", state: "return.confirming", slots: slots))
        == ["<return the mug of 20251120778?>"])
    #expect(try chat.say("yes") == ["<done>"])
  }

  private static let misplaced: [(String?, [String: JSONValue], String)] = [
    (
      "no.where", [:],
      "`state` is `dialog.state`, or a dialog; there is no dialog in `no.where`. There are: "
    ),
    (
      "return.confirmin", [:], "the dialog `return` has no state `confirmin`. Did you mean `confirm"
    ),
    ("return", ["itm": "x"], "the dialog `return` has no slot `itm`. Did you mean `item`?"),
    ("return", ["item": ["a": 1]], "slot `item` takes a text that is not empty"),
    ("return", ["item": ""], "slot `item` takes a text that is not empty"),
    (nil, ["item": "the mug"], "`slots` belong to a dialog: name it in `state`"),
  ]

  @Test(arguments: misplaced)
  mutating func `what the rules do not have is refused and changes nothing`(
    state: String?, slots: [String: JSONValue], message: String
  ) throws {
    _ = try chat.say("human please")
    try chat.take(.claimed(by: "lin"))
    let before = chat.chat
    do {
      try chat.take(.returned(by: "lin", state: state, slots: slots))
      Issue.record("it was taken")
    } catch {
      guard case .badParameter(let why) = error else { throw error }
      #expect(why.hasPrefix(message), "\(why)")
    }
    #expect(chat.chat == before)
  }

  @Test mutating func `a released chat waits at the front`() throws {
    _ = try chat.say("human please")
    try chat.take(.claimed(by: "lin"))
    let turn = try chat.take(.released(by: "lin"))
    #expect(chat.chat.owner == .queue)
    #expect(chat.chat.escalation?.claimedBy == nil)
    #expect(
      turn.effects.contains {
        if case .escalation(_, .toFront) = $0 { true } else { false }
      })
  }

  @Test mutating func `a claim that is not answered goes back`() throws {
    _ = try chat.say("human please")
    let claimed = try chat.take(.claimed(by: "lin"))
    #expect(claimed.effects.contains(.timer(.claim, at: chat.now + 180)))
    chat.now += 180
    #expect(try chat.answers(to: .timer(.claim)) == ["<agent_left>"])
    #expect(chat.chat.owner == .queue)
  }

  @Test mutating func `an agent who is gone keeps the chat for a while`() throws {
    _ = try chat.say("human please")
    try chat.take(.claimed(by: "lin"))
    #expect(try chat.take(.agentGone("lin")).effects == [.timer(.grace, at: chat.now + 120)])
    #expect(try chat.take(.agentBack("lin")).effects == [.cancelTimer(.grace)])
    try chat.take(.agentGone("lin"))
    chat.now += 120
    #expect(try chat.answers(to: .timer(.grace)) == ["<agent_left>"])
  }

  @Test mutating func `resolving closes, and the customer can write again`() throws {
    _ = try chat.say("human please")
    try chat.take(.claimed(by: "lin"))
    let turn = try chat.take(.resolved(by: "lin", outcome: "solved", label: "ship.fee"))
    #expect(turn.messages.map(\.text) == ["<closed>"])
    #expect(chat.chat.owner == .nobody)
    #expect(throws: Refusal.closed) { try chat.take(.agentSaid("bye", by: "lin")) }
    #expect(try chat.say("how much is shipping") == ["<ship_fee>"])
  }

  @Test mutating func `a note takes no number`() throws {
    let seq = chat.chat.lastSeq
    let turn = try chat.take(.agentNoted("calls often", by: "lin"))
    #expect(turn.effects == [.note(Note(agent: "lin", text: "calls often", afterSeq: seq))])
    #expect(chat.chat.lastSeq == seq)
  }

  @Test mutating func `every change of owner is a new epoch`() throws {
    var epochs = [chat.chat.epoch]
    _ = try chat.say("human please")
    epochs.append(chat.chat.epoch)
    try chat.take(.claimed(by: "lin"))
    epochs.append(chat.chat.epoch)
    try chat.take(.released(by: "lin"))
    epochs.append(chat.chat.epoch)
    #expect(epochs == [1, 2, 3, 4])
  }
}
