import Testing

@testable import Understanding

@Suite("Phrase table")
struct PhraseTableTests {
  private func table(_ phrases: [String]) -> PhraseTable {
    var table = PhraseTable()
    for (number, phrase) in phrases.enumerated() { table.insert(phrase, as: number) }
    return table
  }

  @Test func `finds every phrase, overlapping ones too`() {
    let found = table(["退", "退货", "货"]).matches(
      in: Normalizer().normalize("要退货"), withoutMarks: false)
    #expect(
      found == [
        PhraseMatch(phrase: 0, range: 1..<2), PhraseMatch(phrase: 1, range: 1..<3),
        PhraseMatch(phrase: 2, range: 2..<3),
      ])
  }

  @Test func `the longest from the left leave the others out`() {
    let found = table(["đơn", "đơn hàng", "hàng", "hàng giả"]).longestMatches(
      in: Normalizer().normalize("đơn hàng giả, hàng"), withoutMarks: false)
    #expect(
      found == [PhraseMatch(phrase: 1, range: 0..<8), PhraseMatch(phrase: 2, range: 14..<18)])
  }

  @Test func `one form may stand for several phrases`() {
    let found = table(["a b", "A  B"]).matches(
      in: Normalizer().normalize("a b"), withoutMarks: false)
    #expect(found.map(\.phrase) == [0, 1])
  }

  @Test func `an empty table and an empty text find nothing`() {
    #expect(table([]).matches(in: Normalizer().normalize("a"), withoutMarks: true) == [])
    #expect(table(["a", ""]).matches(in: NormalizedText(), withoutMarks: true) == [])
  }
}
