import Evaluation
import Testing

@Suite("Labelled utterances")
struct LabelledUtteranceTests {
  @Test func `one a line, a tab between`() throws {
    let read = try LabelledUtterance.read(Array("\u{FEFF}a\tone\r\n\nb\ttwo\twords\nc\t".utf8))
    #expect(
      read == [
        LabelledUtterance(label: "a", text: "one"),
        LabelledUtterance(label: "b", text: "two\twords"),
        LabelledUtterance(label: "c", text: ""),
      ])
  }

  @Test(arguments: [
    ("a\tone\nno tab", 2, "there is no tab; write label, tab, text"),
    ("\tone", 1, "the label is empty"),
  ])
  func `what is wrong is named with its line`(text: String, line: Int, reason: String) {
    #expect(throws: LabelledUtterance.Mistake(line: line, reason: reason)) {
      try LabelledUtterance.read(Array(text.utf8))
    }
  }

  @Test func `what is not UTF-8 is refused`() {
    #expect(throws: LabelledUtterance.Mistake(line: 2, reason: "this line is not UTF-8")) {
      try LabelledUtterance.read(Array("a\tb\n".utf8) + [0x61, 0x09, 0xFF])
    }
  }
}
