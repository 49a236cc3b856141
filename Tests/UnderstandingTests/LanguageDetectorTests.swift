import Testing
import Understanding

@Suite("Language detector")
struct LanguageDetectorTests {
  @Test(arguments: [
    ("怎么还没发货", Language.simplifiedChinese), ("怎麼還沒出貨", .traditionalChinese),
    ("请问有iPhone 15 Pro Max吗", .simplifiedChinese), ("đơn hàng đâu rồi", .vietnamese),
    ("toi muon huy don hang", .vietnamese), ("shop oi cho minh hoi", .vietnamese),
    ("where is my order", .english), ("hello", .english), ("I want to return this", .english),
    ("can you change the address", .english), ("ko nhan dc hang", .vietnamese),
  ])
  func `tells the language`(text: String, expected: Language) {
    #expect(SampleShop.recognizer.detectLanguage(text, default: .english) == expected)
  }

  @Test(arguments: ["20251120778", "👍", "ok", "", "???", "XL", "iPhone", "a@b.com", "500k"])
  func `tells nothing of numbers, signs and brands`(text: String) {
    #expect(SampleShop.recognizer.detectLanguage(text, default: .vietnamese) == nil)
  }

  @Test func `what both scripts write alike is in the chat's own`() {
    let recognizer = SampleShop.recognizer
    #expect(recognizer.detectLanguage("你好", default: .traditionalChinese) == .traditionalChinese)
    #expect(recognizer.detectLanguage("你好", default: .simplifiedChinese) == .simplifiedChinese)
    #expect(recognizer.detectLanguage("你好", default: .english) == .simplifiedChinese)
  }
}
