import BotContent
import Dialogs
import Testing
import Transcripts

@Suite("Script text")
struct ScriptTextTests {
  private func read(_ written: String) -> String? {
    let script = ScriptReading("> \(written)", file: "a.chat").script
    guard let last = script?.turns.last, script?.turns.count == 2,
      case .event(.said(let text, more: false, window: nil)) = last.action
    else { return nil }
    return text
  }

  @Test(arguments: [
    "hello", "two\nlines", "a blank\n\nline", "\n", "\nfirst", "last\n", "\n\n\n", " spaces ", "\t",
    "a\tb", #"a \n b"#, #"\"#, #"\\u{41}"#, "[urge]", "[", "{", "…", "# no comment", "> quoted",
    "line\n# no comment\n> nor this", "\u{0}\u{1B}[2J\r\n\u{7F}", "👩‍👩‍👧 ¯\\_(ツ)_/¯", "\u{202E}abc",
    "e\u{301} đơn hàng", " \n \n ", "\u{2028}\u{85}",
  ])
  func `what is written is read back the same`(text: String) {
    #expect(read(ScriptAction.written(text)) == text)
  }

  @Test func `as it stands in the file`() {
    #expect(ScriptAction.written("one\n\ntwo \u{1}") == "one\\n\n  two \\u{1}")
    #expect(ScriptAction.written("[urge]") == "\\u{5b}urge]")
  }

  @Test func `a backslash before anything else is a backslash`() {
    #expect(read(#"\o/ \x"#) == #"\o/ \x"#)
  }

  @Test func `a scalar that is none is a mistake`() {
    let reading = ScriptReading("> ok \\u{d800}", file: "a.chat")
    #expect(reading.places == ["1:6: `\\u{…}` needs a Unicode scalar in hexadecimal"])
  }
}
