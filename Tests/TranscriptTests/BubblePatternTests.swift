import Dialogs
import LineProtocol
import Testing
import Transcripts

@Suite("Bubble pattern")
struct BubblePatternTests {
  private func match(
    _ pattern: String, _ text: String, known: [String: String] = [:]
  ) -> [String: String]? {
    let prefix = known.keys.sorted().map { "< {\($0)}\n" }.joined()
    let script = ScriptReading("\(prefix)< \(pattern)", file: "a.chat").script
    guard case .bubble(.bot, let pattern)? = script?.turns.first?.checks.last?.kind else {
      return nil
    }
    return pattern.match(text, known: known)
  }

  @Test func `a plain text matches itself only`() {
    #expect(match("hello", "hello") == [:])
    #expect(match("hello", "hello!") == nil)
    #expect(match("hello", "") == nil)
  }

  @Test(arguments: ["…", "...", "{…}", "{...}"])
  func `anything`(pattern: String) {
    #expect(match(pattern, "any\nthing") == [:])
    #expect(match(pattern, "") == [:])
  }

  @Test func `matchers take as little as they can`() {
    #expect(match("{a} and {b}", "x and y and z") == ["a": "x", "b": "y and z"])
    #expect(match("order {n}, {…}.", "order 7, on time.") == ["n": "7"])
    #expect(match("{a}.", "1.2.") == ["a": "1.2"])
    #expect(match("{a}.", "1.2") == nil)
    #expect(match("ab{…}ba", "aba") == nil)
  }

  @Test func `a text that was kept must come again`() {
    #expect(match("no {=n}!", "no 7!", known: ["n": "7"]) == [:])
    #expect(match("no {=n}!", "no 8!", known: ["n": "7"]) == nil)
  }

  @Test func `braces and escapes are literal where they are written so`() {
    #expect(match("{{a} \\n", "{a} \n") == [:])
    #expect(match("{{{x}}", "{7}") == ["x": "7"])
  }

  @Test func `letters that look the same are the same`() {
    #expect(match("đơn ha\u{300}ng {n}", "đơn hàng 7") == ["n": "7"])
  }

  @Test func `a long text is no trouble`() {
    let text = String(repeating: "ab", count: 50_000)
    #expect(match("{…}ba{…}ab{…}c", text) == nil)
  }
}
