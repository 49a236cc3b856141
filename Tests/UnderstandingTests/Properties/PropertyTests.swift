import Testing

@testable import Understanding

/// The properties that `scripts/fuzz` hunts for hours, on seeded texts in a moment.
@Suite("Properties")
struct PropertyTests {
  @Test(arguments: 0..<150 as Range<UInt64>)
  func `normalising is idempotent and knows where it came from`(seed: UInt64) {
    var source = HostileText(seed: seed)
    let text = source.text(length: 60)
    #expect(NormalizerProperty.violation(text) == nil, "\(text)")
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `entities are well formed and in their places`(seed: UInt64) {
    var source = HostileText(seed: seed &+ 10_000)
    let text = source.text(length: 60)
    let language = Language.allCases[source.next(4)]
    let types = EntityExtractor.builtInEntityTypes + ["product", "thing"]
    let asked = source.next(2) == 0 ? nil : types[source.next(types.count)]
    #expect(
      EntityProperty.violation(text, language: language, asked: asked) == nil,
      "[\(language.rawValue)] \(asked ?? "-"): \(text)")
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `no template and no pattern breaks its parser`(seed: UInt64) {
    var source = HostileText(seed: seed &+ 20_000)
    let notation = source.notation(length: 1 + source.next(20))
    #expect(NotationProperty.templateViolation(notation) == nil, "\(notation)")
    let text = source.text(length: 30)
    #expect(NotationProperty.patternViolation(notation, text: text) == nil, "\(notation)")
  }

  /// Twice the text is at most twice the work, whatever the text is made of.
  @Test(arguments: Language.allCases)
  func `finding entities is linear in the text`(language: Language) {
    let pieces =
      HostileText.pieces
      + [
        "a", "\u{301}", "a中", "order ", "客(", "1/", "1:", "ngay 1 ", "in ", "0 ", "0912 ", "+",
        "a@b.",
        "1楼", "中路", "区市", "12 a st ", "12 le loi, ", "p1 ", "đường a ", "1 2 ", "1-", "1,", "一",
        "三百", "TS-",
        "ab", "卫衣", "the ", "nov ", "下午", "ba triệu ", "triệu ", "1tr2 ", "1 tall ", "170/60 ",
        "x1 ", "( ", "1   ",
      ]
    for piece in pieces {
      func steps(_ scalars: Int) -> Int {
        let text = String(repeating: piece, count: scalars / piece.unicodeScalars.count)
        return EntityProperty.entities(text, language: language, asked: nil).steps
      }
      let (once, twice) = (steps(1_000), steps(2_000))
      #expect(twice < once * 21 / 10 + 2_000, "‘\(piece)’: \(once), \(twice)")
      // 64 KiB of the worst shall still be read in a moment.
      #expect(once < 1_000 * 600, "‘\(piece)’: \(once) steps for 1,000 scalars")
    }
  }
}
