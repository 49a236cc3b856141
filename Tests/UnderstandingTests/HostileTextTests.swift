import Testing
import Understanding

/// The worst that can be typed; what is asserted is the outcome, the time shows in the suite's.
@Suite("Hostile texts")
struct HostileTextTests {
  static let texts: [String] =
    repeated(
      ["a", "\u{301}", "1", "a中"], bytes: 65_536)
    + repeated(
      [
        "a", "\u{301}", "1", "1 ", "a中", "@", "#", "order ", "三", "1.", "a1", "客(", "客(hù", "½",
        "x1",
        "(", "👍", "1/", "1:", "đ", "ả", "\u{0}", "\u{202E}", "ba ", "百万", "$", "size ", "周",
        "ngay 1 ",
        "in ", "0 ", "0912 ", "+", "a@b.", "\u{FDFA}",
      ], bytes: 8192)

  private static func repeated(_ pieces: [String], bytes: Int) -> [String] {
    pieces.map { String(repeating: $0, count: bytes / $0.utf8.count) }
  }

  @Test(arguments: texts)
  func `is answered`(text: String) {
    let understanding = SampleShop.recognizer.understand(
      text, language: nil, now: SampleShop.sunday,
      expecting: ExpectedAnswer(entity: "order_number", intents: ["yes"]))
    #expect(understanding.text == text)
    let count = text.unicodeScalars.count
    #expect(
      understanding.entities.allSatisfy { 0 <= $0.start && $0.start < $0.end && $0.end <= count })
    #expect(
      zip(understanding.entities, understanding.entities.dropFirst()).allSatisfy {
        $0.end <= $1.start
      })
  }

  /// Each of these broke something once.
  @Test(arguments: ["十一二", "百二三", "千", "万一二", "半", "十十", "一二十三"])
  func `numerals that are no number are no harm`(text: String) {
    let understanding = SampleShop.recognizer.understand(
      text, language: .simplifiedChinese, now: SampleShop.sunday)
    #expect(understanding.entities.allSatisfy { $0.start < $0.end && $0.end <= 4 })
  }

  /// Random scalars of all planes never break an invariant.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `random text keeps the offsets inside`(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    let pools: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0x30...0x39, 0x4E00...0x4FFF, 0xC0...0x1B0, 0x1EA0...0x1EF9, 0x300...0x330,
      0x2000...0x206F, 0x1F300...0x1F6FF, 0x0...0x10FFFF,
    ]
    var view = String.UnicodeScalarView()
    for _ in 0..<80 {
      let pool = pools[Int(next(UInt64(pools.count)))]
      let value = pool.lowerBound + UInt32(next(UInt64(pool.count)))
      if let scalar = Unicode.Scalar(value) { view.append(scalar) }
    }
    let text = String(view)
    let understanding = SampleShop.recognizer.understand(
      text, language: nil, now: SampleShop.sunday)
    let scalars = Array(text.unicodeScalars)
    for entity in understanding.entities {
      #expect(Array(entity.text.unicodeScalars) == Array(scalars[entity.start..<entity.end]))
    }
    #expect(understanding.score >= 0 && understanding.score <= 1)
  }
}
