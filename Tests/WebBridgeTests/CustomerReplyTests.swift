import LineProtocol
import Testing

@testable import WebBridge

struct CustomerReplyTests {
  private func text(_ reply: CustomerReply) -> String {
    String(decoding: reply.text, as: UTF8.self)
  }

  private let message = ChatMessage(
    chat: "web-1", seq: 2, at: "2026-11-23T05:06:28.112Z", from: .bot, text: "好的",
    buttons: [ChatMessage.Button(id: "urge", text: "催一下")], intent: "order.urge_ship",
    kind: "queue")

  @Test func `a message does not tell the chat's name nor what it was understood to mean`() {
    #expect(
      text(.message(message))
        == #"{"message":{"at":"2026-11-23T05:06:28.112Z","buttons":[{"id":"urge","text":"催一下"}],"#
        + #""from":"bot","kind":"queue","seq":2,"text":"好的"},"type":"message"}"#)
  }

  @Test func `an agent is called by name`() {
    #expect(text(.owner(.agent("lin"))) == #"{"name":"lin","owner":"agent","type":"owner"}"#)
    #expect(text(.owner(.queue)) == #"{"owner":"queue","type":"owner"}"#)
    #expect(ChatOwner("agent:小林") == .agent("小林"))
    #expect(ChatOwner("somebody") == nil)
  }

  @Test func `an opened chat says all that a page needs`() {
    let opened = CustomerReply.Opened(
      owner: .queue, language: "vi", messages: [], last: 4,
      queue: ["position": 2, "wait_s": 180], maxText: 4_000)
    #expect(
      text(.opened(opened))
        == #"{"language":"vi","last":4,"max_text":4000,"messages":[],"owner":"queue","#
        + #""queue":{"position":2,"wait_s":180},"type":"opened"}"#)
  }

  @Test func `a refusal says when to try again or that it is final`() {
    #expect(
      text(.refused(id: "m", name: "RATE_LIMITED", retryMilliseconds: 900))
        == #"{"id":"m","name":"RATE_LIMITED","retry_ms":900,"type":"refused"}"#)
    #expect(
      text(.refused(id: "m", name: "TOO_LONG", retryMilliseconds: nil))
        == #"{"id":"m","name":"TOO_LONG","type":"refused"}"#)
    #expect(ReportedError(ProtocolError(.readOnly, "full")).retryMilliseconds == 1_000)
    #expect(
      ReportedError(ProtocolError(.overloaded, "", retryMilliseconds: 50)).retryMilliseconds == 50)
    #expect(ReportedError(ProtocolError(.badParams, "no")).retryMilliseconds == nil)
  }
}
