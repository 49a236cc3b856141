import Testing

@testable import Understanding

@Suite("Normalizer")
struct NormalizerTests {
  private func normalized(_ text: String) -> String { Normalizer().normalize(text).string }

  @Test(arguments: [
    ("Hello　ＯＲＤＥＲ １２３", "hello order 123"),
    ("怎麼還沒出貨？？？", "怎么还没出货?"),
    ("發票統編後面裡乾", "发票统编后面里干"),
    ("臺灣的麵包", "台湾的面包"),
    ("妳好", "你好"),
    ("Helloooo", "hello"),
    ("coooool", "cool"),
    ("哈哈哈哈哈", "哈哈"),
    ("100000", "100000"),
    ("一一一", "一一一"),
    ("  a \t\n b  ", "a b"),
    ("don’t", "don't"),
    ("①ﬁ㎏", "1fikg"),
    ("Straße", "strasse"),
    ("a\u{200B}b\u{202E}c\u{FEFF}", "abc"),
    ("👍🏽", "👍"),
    ("", ""),
  ])
  func `brings every spelling into one form`(raw: String, expected: String) {
    #expect(normalized(raw) == expected)
  }

  @Test(arguments: [
    ("ĐƠN HÀNG", "đơn hàng", "don hang"),
    ("đ\u{6F}\u{31B}n ha\u{300}ng", "đơn hàng", "don hang"),
    ("Thủy hòa khỏe", "thuỷ hoà khoẻ", "thuy hoa khoe"),
    ("quý khách", "quý khách", "quy khach"),
    ("nghĩa của từ", "nghĩa của từ", "nghia cua tu"),
    ("a\u{302}\u{323}", "ậ", "a"),
    ("a\u{323}\u{302}", "ậ", "a"),
  ])
  func `composes Vietnamese and can leave its marks out`(
    raw: String, toned: String, plain: String
  ) {
    #expect(Array(normalized(raw).unicodeScalars) == Array(toned.unicodeScalars))
    #expect(Normalizer().normalize(raw).plainString == plain)
  }

  @Test(arguments: [
    ("客戶(hù)服務(wù)", "客户服务"), ("快遞（dì）單", "快递单"), ("衣服(XL)", "衣服(xl)"),
    ("好(hǎo)(hao3)", "好(hao3)"), ("a(hù)", "a(hu)"), ("客(", "客("),
  ])
  func `pinyin in brackets goes, other brackets stay`(raw: String, expected: String) {
    #expect(Normalizer().normalize(raw).plainString == expected)
  }

  @Test func `offsets point at the scalars in the raw text`() {
    let text = Normalizer().normalize(" 客戶(hù)ＡＢ\u{200B}C ơiiii")
    #expect(text.string == "客户abc ơi")
    #expect(text.starts == [1, 2, 7, 8, 10, 11, 12, 13])
    #expect(text.ends == [2, 7, 8, 9, 11, 12, 13, 17])
  }

  @Test func `one scalar that becomes several keeps one place`() {
    let text = Normalizer().normalize("5㎏")
    #expect(text.string == "5kg")
    #expect(text.starts == [0, 1, 1])
    #expect(text.ends == [1, 2, 2])
  }

  static let scalars = (0..<0x30000 as Range<UInt32>).compactMap(Unicode.Scalar.init)

  @Test func `every scalar folds to something that folds to itself`() {
    let normalizer = Normalizer()
    let unstable = Self.scalars.filter { scalar in
      let once = normalizer.normalize("x\(scalar)y").string
      return !once.unicodeScalars.elementsEqual(normalizer.normalize(once).string.unicodeScalars)
    }
    #expect(unstable.map { String($0.value, radix: 16) } == [])
  }

  /// Texts made of what is most likely to interfere.
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `normalising twice changes nothing and offsets stay in order`(seed: UInt64) {
    let parts = [
      "a", "o", "ò", "oà", "y", "ù", "e", " ", "  ", "(", ")", "hù", "（", "客", "戶", "哈", "哈哈", "👍",
      "\u{301}", "\u{323}", "\u{200D}", "１", "ﬃ", "?", "!!!", "\n", "đ", "Ơ", "ｶ", "ﾞ", "\u{E000}",
    ]
    var random = SplitMix64(seed: seed)
    let raw = (0..<40).map { _ in parts[Int(random.next() % UInt64(parts.count))] }.joined()
    let once = Normalizer().normalize(raw)
    let twice = Normalizer().normalize(once.string)
    #expect(Array(once.scalars) == Array(twice.scalars), "\(raw.debugDescription)")
    let count = Int32(raw.unicodeScalars.count)
    #expect(zip(once.starts, once.ends).allSatisfy { 0 <= $0 && $0 < $1 && $1 <= count })
    #expect(zip(once.starts, once.starts.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func `private use is dropped, so that nobody types a place-holder`() {
    #expect(normalized("a\u{F0000}b") == "ab")
  }
}
