import Dialogs
import Foundation
import LineProtocol
import Testing

@Suite("Chat: the bot's turns")
struct ChatTests {
  var chat = TestChat()

  // MARK: A dialog from end to end

  @Test mutating func `a dialog asks, calls and answers`() throws {
    #expect(try chat.say("where is my parcel") == ["<ask_order>"])
    #expect(chat.chat.states == ["track.asking"])
    #expect(try chat.say("it is 20251120778") == [])
    #expect(
      chat.calls == [
        BackendCall(
          key: "c1:3:1", chat: "c1", function: "order.get", arguments: ["number": "20251120778"],
          deadline: chat.now + 3)
      ])
    #expect(
      try chat.answerCall(.value(["status": "shipped"])) == ["<20251120778 is shipped>"])
    #expect(chat.last?.messages.last?.buttons == [.init(id: "more", text: "More")])
  }

  @Test mutating func `what was said to start a dialog fills its slots`() throws {
    #expect(try chat.say("where is 20251120778") == [])
    #expect(chat.calls.count == 1)
  }

  @Test mutating func `null is an answer, not a failure`() throws {
    _ = try chat.say("where is 20251120778")
    #expect(try chat.answerCall(.value(.null)) == ["<unknown>"])
    #expect(chat.chat.states == [])
  }

  @Test(arguments: [BackendAnswer.failed("down"), .timedOut])
  mutating func `a failed call takes the failure edge`(answer: BackendAnswer) throws {
    _ = try chat.say("where is 20251120778")
    #expect(try chat.answerCall(answer) == ["<down>", "<hand_off 1>"])
    #expect(chat.chat.owner == .queue)
    #expect(chat.chat.escalation?.reason == .backend)
    #expect(chat.chat.escalation?.team == "aftersale")
    #expect(chat.chat.escalation?.priority == 2)
  }

  @Test mutating func `a late answer changes nothing`() throws {
    _ = try chat.say("where is 20251120778")
    _ = try chat.answers(to: .timer(.call))
    let before = chat.chat.owner
    #expect(try chat.answerCall(.value(["status": "shipped"])) == [])
    #expect(chat.chat.owner == before)
  }

  @Test mutating func `a turn names the rules under which it was understood`() throws {
    _ = try chat.say("where is my parcel")
    #expect(chat.last?.trace.version == "v1")
    chat.adopt(version: "v2")
    #expect(try chat.say("it is 20251120778") == [])
    #expect(chat.last?.trace.version == "v1")
    #expect(try chat.answerCall(.value(.null)) == ["<unknown>"])
    #expect(chat.last?.trace.version == "v1")
    #expect(try chat.say("how much is shipping") == ["<ship_fee>"])
    #expect(chat.last?.trace.version == "v2")
  }

  // MARK: While a call is out

  @Test mutating func `what is said during a call is one turn after the answer`() throws {
    _ = try chat.say("where is 20251120778")
    #expect(try chat.say("how much") == [])
    #expect(try chat.say("is shipping") == [])
    #expect(
      try chat.answerCall(.value(["status": "paid"])) == ["<20251120778 is paid>", "<ship_fee>"])
  }

  @Test mutating func `a wish for a person acts during a call`() throws {
    _ = try chat.say("where is 20251120778")
    #expect(try chat.say("human please") == ["<hand_off 1>"])
    #expect(try chat.answerCall(.value(["status": "paid"])) == [])
    #expect(chat.chat.owner == .queue)
  }

  @Test mutating func `a wish to stop acts during a call`() throws {
    _ = try chat.say("where is 20251120778")
    #expect(try chat.say("never mind") == ["<stopped>"])
    #expect(try chat.answerCall(.value(["status": "paid"])) == [])
  }

  // MARK: Ways round

  @Test mutating func `a question in the middle is answered, and the form goes on`() throws {
    #expect(try chat.say("i want to return something") == ["<ask_order>"])
    #expect(try chat.say("how much is shipping") == ["<ship_fee>", "<resume>", "<ask_order>"])
    #expect(try chat.say("20251120778") == ["<ask_item>"])
    #expect(try chat.say("the blue mug") == ["<return the blue mug of 20251120778?>"])
  }

  @Test mutating func `another dialog in the middle is walked, and the form goes on`() throws {
    _ = try chat.say("i want to return something")
    _ = try chat.say("20251120778")
    #expect(try chat.say("where is my parcel") == [], "the number is known from before")
    #expect(
      try chat.answerCall(.value(.null)) == ["<unknown>", "<resume>", "<ask_item>"])
    #expect(chat.chat.states == ["return.collecting"])
  }

  @Test mutating func `a question is asked again, an offer is dropped`() throws {
    _ = try chat.say("i want to return something")
    _ = try chat.say("20251120778")
    _ = try chat.say("the blue mug")
    #expect(
      try chat.say("how much is shipping")
        == ["<ship_fee>", "<resume>", "<return the blue mug of 20251120778?>"])
    #expect(chat.last?.messages.last?.buttons.map(\.id) == ["yes", "no"])

    var other = TestChat()
    _ = try other.say("where is 20251120778")
    _ = try other.answerCall(.value(["status": "paid"]))
    #expect(try other.say("how much is shipping") == ["<ship_fee>"])
    #expect(other.chat.states == [])
  }

  @Test mutating func `the same wish again asks the open question again`() throws {
    _ = try chat.say("i want to return something")
    _ = try chat.say("20251120778")
    _ = try chat.say("the blue mug")
    #expect(try chat.say("send it back") == ["<return the blue mug of 20251120778?>"])
    #expect(chat.chat.stack.last?.slots["item"] == "the blue mug")
  }

  @Test mutating func `a correction fills the slot anew`() throws {
    _ = try chat.say("i want to return something")
    _ = try chat.say("20251120778")
    _ = try chat.say("the blue mug")
    #expect(
      try chat.say("no, order 20251118001") == ["<return the blue mug of 20251118001?>"])
  }

  @Test mutating func `a yes after stop is told that nothing was done, and asked again`() throws {
    _ = try chat.say("i want to return something")
    _ = try chat.say("20251120778")
    _ = try chat.say("the blue mug")
    #expect(try chat.say("never mind") == ["<stopped>"])
    #expect(
      try chat.say("yes") == ["<nothing_changed>", "<return the blue mug of 20251120778?>"])
    #expect(try chat.say("forget it") == ["<stopped>"])
    #expect(try chat.say("how much is shipping") == ["<ship_fee>"])
    #expect(try chat.say("yes") == ["<acknowledged>"])
  }

  @Test mutating func `a question is answered by no guess and no question`() throws {
    _ = try chat.say("i want to return something")
    _ = try chat.say("20251120778")
    _ = try chat.say("the blue mug")
    for text in ["yes?", "yes no", "yes, go on?"] {
      _ = try chat.say(text)
      #expect(chat.chat.states.last != "return.done")
      chat.chat.misses = 0
    }
    #expect(chat.chat.states == ["return.confirming"])
  }

  @Test mutating func `two orders in one message are looked up one after the other`() throws {
    #expect(try chat.say("where is 20251120778 and 20251120779") == [])
    #expect(chat.calls.map(\.arguments) == [["number": "20251120778"]])
    #expect(try chat.answerCall(.value(["status": "paid"])) == ["<20251120778 is paid>"])
    #expect(chat.calls.last?.arguments == ["number": "20251120779"])
    #expect(try chat.answerCall(.value(["status": "shipped"])) == ["<20251120779 is shipped>"])
  }

  @Test mutating func `why, back and repeat`() throws {
    _ = try chat.say("where is my parcel")
    #expect(try chat.say("why do you need that") == ["<why_order>", "<ask_order>"])

    var form = TestChat()
    _ = try form.say("i want to return something")
    _ = try form.say("20251120778")
    #expect(try form.say("say that again") == ["<ask_item>"])
    #expect(try form.say("go back") == ["<ask_order>"])
    #expect(try form.say("20251118001") == ["<ask_item>"])
  }

  @Test mutating func `stop ends what was going on`() throws {
    _ = try chat.say("i want to return something")
    #expect(try chat.say("never mind") == ["<stopped>"])
    #expect(chat.chat.states == [])
  }

  @Test mutating func `a button is a transition, a value or an intent`() throws {
    _ = try chat.say("i want to return something")
    _ = try chat.say("20251120778")
    _ = try chat.say("the blue mug")
    #expect(try chat.answers(to: .pressed(button: "yes")) == ["<done>"])
    #expect(try chat.answers(to: .pressed(button: "track")) == [])
    #expect(chat.calls.last?.function == "order.get")
  }

  @Test mutating func `the text of a button is the button`() throws {
    _ = try chat.say("i want to return something")
    _ = try chat.say("20251120778")
    _ = try chat.say("the blue mug")
    #expect(try chat.say("yes, go on!") == ["<done>"])
  }

  @Test mutating func `an unknown button is refused`() {
    #expect(throws: Refusal.badParameter("button `zzz` was never offered in this chat")) {
      try chat.take(.pressed(button: "zzz"))
    }
  }

  // MARK: The ladder

  @Test mutating func `the third miss hands off in the same turn`() throws {
    #expect(try chat.say("xyzzy plugh") == ["<rephrase>"])
    #expect(try chat.say("qwrt zxcv") == ["<guesses>"])
    #expect(chat.last?.messages.last?.buttons.count == 4)
    #expect(chat.last?.messages.last?.buttons.last?.id == "human.request")
    #expect(try chat.say("vbnm hjkl") == ["<give_up>", "<hand_off 1>"])
    #expect(chat.chat.escalation?.reason == .unmatched)
    #expect(chat.chat.escalation?.summary.contains("vbnm hjkl") == true)
  }

  @Test mutating func `success sets the count back`() throws {
    _ = try chat.say("xyzzy plugh")
    _ = try chat.say("qwrt zxcv")
    #expect(try chat.say("how much is shipping") == ["<ship_fee>"])
    #expect(try chat.say("xyzzy plugh") == ["<rephrase again>"])
    #expect(chat.chat.misses == 1)
  }

  @Test mutating func `a slot asks differently each time, then a person helps`() throws {
    _ = try chat.say("where is my parcel")
    #expect(try chat.say("xyzzy plugh") == ["<again_1>"])
    #expect(try chat.say("xyzzy plugh") == ["<again_2>"])
    #expect(try chat.say("xyzzy plugh") == ["<give_up>", "<hand_off 1>"])
  }

  @Test mutating func `abuse is warned about once`() throws {
    #expect(try chat.say("you idiot") == ["<abuse_warning>"])
    #expect(try chat.say("stupid bot") == ["<hand_off 1>"])
    #expect(chat.chat.escalation?.reason == .abuse)
  }

  // MARK: Bursts and time

  @Test mutating func `a burst is one turn`() throws {
    #expect(try chat.say("where is", more: true) == [])
    #expect(try chat.say("20251120778") == [])
    #expect(chat.calls.count == 1)
  }

  @Test mutating func `a burst that is not finished is heard when its time is up`() throws {
    _ = try chat.say("how much is shipping", more: true)
    #expect(chat.last?.effects.last == .timer(.burst, at: chat.now + 5))
    chat.now += 5
    #expect(try chat.answers(to: .timer(.burst)) == ["<ship_fee>"])
  }

  @Test mutating func `a part says itself how long the rest may take`() throws {
    try chat.take(.said("how much", more: true, window: 1.5))
    #expect(chat.last?.effects.last == .timer(.burst, at: chat.now + 1.5))
    chat.now += 1
    try chat.take(.said("is", more: true))
    #expect(chat.last?.effects.last == .timer(.burst, at: chat.now + 5))
    #expect(try chat.say("shipping") == ["<ship_fee>"])
    #expect(chat.chat.burst == [] && chat.chat.burstWait == nil)
  }

  @Test mutating func `who types is waited for, but not for ever`() throws {
    let start = chat.now
    try chat.take(.said("how much is shipping", more: true, window: 2))
    chat.now = start + 1.5
    #expect(try chat.take(.typing).effects == [.timer(.burst, at: start + 3.5)])
    chat.now = start + 3.5
    #expect(try chat.take(.typing).effects == [.timer(.burst, at: start + 5.5)])
    chat.now = start + 5.25
    #expect(try chat.take(.typing).effects == [.timer(.burst, at: start + 7.25)])
    chat.now = start + 7
    #expect(try chat.take(.typing).effects == [.timer(.burst, at: start + 8)])
    chat.now = start + 7.5
    #expect(try chat.take(.typing).effects == [])
    chat.now = start + 8
    #expect(try chat.answers(to: .timer(.burst)) == ["<ship_fee>"])
    #expect(try chat.take(.typing).effects == [])
  }

  @Test mutating func `typing never shortens the wait`() throws {
    let start = chat.now
    try chat.take(.said("how much", more: true, window: 1))
    chat.now = start + 3.5
    // The last part came late and may be followed until 4.5; four windows end at 4.
    try chat.take(.said("is", more: true, window: 1))
    chat.now = start + 3.75
    #expect(try chat.take(.typing).effects == [])
    #expect(chat.chat.burstWait?.endsAt == start + 4.5)
  }

  @Test mutating func `parts are waited for, but not for ever`() throws {
    let start = chat.now
    for seconds in stride(from: 0.0, through: 7.5, by: 0.75) {
      chat.now = start + seconds
      try chat.take(.said("how much", more: true, window: 1))
    }
    #expect(chat.last?.effects.last == .timer(.burst, at: start + 8))
    chat.now = start + 8.5
    try chat.take(.said("is shipping", more: true, window: 1))
    #expect(chat.last?.effects.last == .timer(.burst, at: start + 8.5))
  }

  @Test mutating func `parts are answered at once when they are as long as a message may be`()
    throws
  {
    let part = String(repeating: "x", count: 1_332)
    for _ in 0..<2 { #expect(try chat.say(part, more: true) == []) }
    #expect(chat.chat.burst.count == 2)
    #expect(try chat.say(part, more: true) == [])
    #expect(chat.chat.burst.count == 3)
    #expect(try chat.say("x", more: true) == ["<rephrase>"])
    #expect(chat.chat.burst == [] && chat.chat.burstWait == nil)
  }

  @Test mutating func `what is said while the backend is asked has an end`() throws {
    _ = try chat.say("where is 20251120778")
    for _ in 0..<5 { _ = try chat.say(String(repeating: "x", count: 1_500)) }
    #expect(chat.chat.heardMeanwhile.count == 2)
    #expect(chat.last?.trace.steps.last?.what.hasPrefix("too much was said") == true)
  }

  @Test mutating func `typing means nothing without a burst, or to a person`() throws {
    #expect(try chat.take(.typing).effects == [])
    _ = try chat.say("human please")
    #expect(chat.chat.owner == .queue)
    #expect(try chat.take(.typing).effects == [])
    #expect(try chat.say("one moment", more: true) == [])
    #expect(try chat.take(.typing).effects == [])
  }

  @Test mutating func `a chat that is closed in the middle of a burst begins anew`() throws {
    _ = try chat.say("where is my parcel", more: true)
    try chat.take(.closed)
    #expect(chat.chat.burst == [] && chat.chat.burstWait == nil)
    #expect(try chat.take(.typing).effects == [])
    #expect(try chat.say("how much is shipping") == ["<ship_fee>"])
  }

  @Test mutating func `silence in a form is asked about once`() throws {
    _ = try chat.say("where is my parcel")
    #expect(chat.last?.effects.last == .timer(.noInput, at: chat.now + 300))
    chat.now += 300
    #expect(try chat.answers(to: .timer(.noInput)) == ["<still_there>", "<ask_order>"])
    chat.now += 300
    #expect(try chat.answers(to: .timer(.noInput)) == [])
  }

  @Test mutating func `an idle chat closes, and a message opens it again`() throws {
    _ = try chat.say("how much is shipping")
    chat.now += 86_400
    #expect(try chat.answers(to: .timer(.idle)) == ["<closed>"])
    #expect(chat.chat.owner == .nobody)
    #expect(try chat.say("how much is shipping") == ["<ship_fee>"])
    #expect(chat.chat.owner == .bot)
  }

  @Test mutating func `the idle timer moves on while there is life`() throws {
    chat.now += 80_000
    _ = try chat.say("how much is shipping")
    chat.now += 6_400
    let turn = try chat.take(.timer(.idle))
    #expect(turn.effects == [.timer(.idle, at: TestShop.start + 80_000 + 86_400)])
  }
}
