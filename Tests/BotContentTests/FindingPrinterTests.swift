import BotContent
import Testing

@Suite("Finding printer")
struct FindingPrinterTests {
  private func printed(
    _ source: String, line: Int = 1, column: Int, message: String = "wrong",
    suggestion: String? = nil, witness: String? = nil
  ) -> String {
    let finding = ContentFinding(
      severity: .error, rule: "yaml", file: "f.yaml", line: line, column: column,
      message: message, suggestion: suggestion, witness: witness)
    return FindingPrinter().text(ContentReport([finding]), sources: ["f.yaml": source])
  }

  @Test func `place, message, line, caret, example and suggestion`() {
    #expect(
      printed("a: 1\nb: two\n", line: 2, column: 4, suggestion: "three", witness: "2") == """
        f.yaml:2:4: error: wrong
            b: two
               ^
          for example: 2
          did you mean `three`?
        1 error, 0 warnings

        """)
  }

  @Test func `wide characters take two cells, marks none`() {
    #expect(
      printed("订单: ｘ한x", column: 7) == """
        f.yaml:1:7: error: wrong
            订单: ｘ한x
                      ^
        1 error, 0 warnings

        """)
    #expect(
      printed("e\u{301}: x", column: 5) == """
        f.yaml:1:5: error: wrong
            e\u{301}: x
               ^
        1 error, 0 warnings

        """)
  }

  @Test func `tabs stay tabs`() {
    #expect(
      printed("\ta:\tx", column: 5) == """
        f.yaml:1:5: error: wrong
            \ta:\tx
            \t  \t^
        1 error, 0 warnings

        """)
  }

  @Test func `what a terminal would act on is spelled out, in the message too`() {
    #expect(
      printed("a\u{1B}[31m\u{202E}b", column: 8, message: "no \u{7}bell\n") == """
        f.yaml:1:8: error: no <U+7>bell<U+A>
            a<U+1B>[31m<U+202E>b
                               ^
        1 error, 0 warnings

        """)
  }

  @Test func `a long line is cut around the place`() {
    let long = String(repeating: "a", count: 300) + "!" + String(repeating: "b", count: 300)
    let half = String(repeating: "a", count: 80)
    #expect(
      printed(long, column: 301) == """
        f.yaml:1:301: error: wrong
            …\(half)!\(String(repeating: "b", count: 79))…
             \(String(repeating: " ", count: 80))^
        1 error, 0 warnings

        """)
  }

  @Test func `a place past the end is moved inside`() {
    #expect(
      printed("ab\n", line: 9, column: 9) == """
        f.yaml:9:9: error: wrong
        1 error, 0 warnings

        """)
    #expect(
      printed("ab", column: 9) == """
        f.yaml:1:9: error: wrong
            ab
              ^
        1 error, 0 warnings

        """)
  }

  @Test func `no findings are told too`() {
    #expect(FindingPrinter().text(ContentReport([]), sources: [:]) == "0 errors, 0 warnings\n")
  }
}
