import Testing

@testable import WebBridge

struct CustomerFrameTests {
  private func frame(_ text: String) -> CustomerFrame? { CustomerFrame(Array(text.utf8)) }

  @Test func `reads what a browser sends`() {
    #expect(
      frame(#"{"type":"open","key":"k","after":7,"language":"vi","page":"/a"}"#)
        == .open(CustomerFrame.Open(key: "k", after: 7, language: "vi", page: "/a")))
    #expect(
      frame(#"{"type":"say","id":"m","text":"在吗"}"#) == .say(id: "m", text: "在吗", more: false))
    #expect(
      frame(#"{"type":"say","id":"m","text":"","more":true}"#)
        == .say(id: "m", text: "", more: true))
    #expect(frame(#"{"type":"press","id":"m","button":"urge"}"#) == .press(id: "m", button: "urge"))
    #expect(frame(#"{"type":"typing","on":true}"#) == .typing(on: true))
    #expect(frame(#"{"type":"seen","seq":3}"#) == .seen(seq: 3))
    #expect(frame(#"{"type":"ping"}"#) == .ping)
  }

  @Test func `asks for at most a hundred messages of long ago`() {
    #expect(frame(#"{"type":"history","after":0}"#) == .history(after: 0, limit: 100))
    #expect(frame(#"{"type":"history","after":5,"limit":2}"#) == .history(after: 5, limit: 2))
    #expect(frame(#"{"type":"history","after":5,"limit":9999}"#) == .history(after: 5, limit: 100))
    #expect(frame(#"{"type":"history","after":5,"limit":-1}"#) == .history(after: 5, limit: 1))
  }

  @Test(
    arguments: [
      "", "hello", "[]", "{}", #"{"type":"shout"}"#, #"{"type":"open"}"#,
      #"{"type":"say","id":"m"}"#,
      #"{"type":"say","id":1,"text":"a"}"#, #"{"type":"seen","seq":-1}"#,
      #"{"type":"typing","on":"yes"}"#, #"{"type":"history"}"#, #"{"type":"press","id":"m"}"#,
    ])
  func `refuses what is none`(text: String) {
    #expect(frame(text) == nil)
  }
}
