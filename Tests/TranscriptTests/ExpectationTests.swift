import Dialogs
import Testing
import Transcripts

@Suite("Expectation")
struct ExpectationTests {
  @Test(arguments: [
    "intent order.track", "intent none", "decision clarify", "state track.known", "state none",
    "slot topic two words", "slot order none", "owner agent:lin", "owner nobody",
    "language zh-Hant", "misses 2", "buttons urge human", "buttons none",
    "call order.get number=20251120778", #"call f a={"b":[1]} c="two words" d="""#, "no call",
    "no call order.cancel", "silent", "escalation backend", "escalation backend service",
    "escalation backend service 3", "escalation none", "summary contains a person",
    "refused NOT_OWNER", "refused none", "timer no_input 5m", "timer grace none",
  ])
  func `what is written is what is read`(text: String) {
    let script = ScriptReading("> x\n= \(text)", file: "a.chat").script
    guard case .expectation(let expectation)? = script?.turns.last?.checks.first?.kind else {
      Issue.record("\(text) was not read")
      return
    }
    #expect(expectation.text == text)
  }
}
