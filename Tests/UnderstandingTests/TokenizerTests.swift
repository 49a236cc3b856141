import Testing

@testable import Understanding

@Suite("Tokenizer")
struct TokenizerTests {
  @Test(arguments: [
    ("don't", ["don", "t"]), ("退货 ok?", ["退", "货", "ok", "?"]), ("iPhone15", ["iphone15"]),
    ("đơn hàng!", ["đơn", "hàng"]), ("好👍👍", ["好", "👍", "👍"]), ("...", []), ("", []),
    ("かな 한국", ["か", "な", "한", "국"]),
  ])
  func `cuts words, characters and question marks`(text: String, expected: [String]) {
    let normalized = Normalizer().normalize(text)
    let tokens = Tokenizer.tokens(of: normalized).map { normalized.string(in: $0) }
    #expect(tokens == expected)
  }
}
