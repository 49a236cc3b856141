import Testing

@testable import Understanding

@Suite("Shorthand table")
struct ShorthandTableTests {
  private static let source: [Shorthand] = [
    entry("ko", "không", .vi), entry("k", "không", .vi), entry("đc", "được", .vi),
    entry("dc", "được", .vi), entry("sp", "sản phẩm", .vi), entry("v", "vậy", .vi),
    entry("e", "em", .vi), entry("bn", "bao nhiêu", .vi), entry("bn ơi", "bạn ơi", .vi),
    entry("hem", "không", .vi), entry("s/p", "sản phẩm", .vi), entry("u", "you", .en),
    entry("pls", "please", .en), entry("cant", "can't", .en), entry("诱惑吗", "有货吗", .zh),
    entry("youhuo", "有货", .zh), entry("tk", "退款", .zh), entry("木有", "没有", .zh),
    entry("ㄇ", "吗", .zh),
  ]
  private static let table = ShorthandTable(source)

  private static func entry(
    _ form: String, _ meaning: String, _ language: ExampleLanguage
  ) -> Shorthand {
    Shorthand(
      form, for: meaning, language: language, location: SampleShop.place("_shorthand", 1))
  }

  private func written(_ text: String, _ language: ExampleLanguage) -> String {
    Self.table.writtenOut(Normalizer().normalize(text), in: language).string
  }

  @Test(arguments: [
    ("SP này còn ko shop ơi", "sản phẩm này còn không shop ơi"),
    ("sp nay con ko shop oi", "san pham nay con khong shop oi"),
    ("đổi đc ko", "đổi được không"), ("giá bn", "giá bao nhiêu"), ("bn ơi", "bạn ơi"),
    ("bn", "bao nhieu"), ("s/p này", "sản phẩm này"), ("còn hàng k?", "còn hàng không?"),
    ("đơn 20251120778 k giao được", "đơn 20251120778 không giao được"),
  ])
  func `Vietnamese is written out with marks where there are any`(raw: String, expected: String) {
    #expect(written(raw, .vi) == expected)
  }

  @Test(arguments: [
    "350k", "350 k", "giá 350 k thôi", "hàng lỗi :v", "kkk", "kkkkk vui quá", "gửi e-mail",
    "e.mail", "nhà trong hẻm", "koala", "size k50", "áo.v.n", "sps",
  ])
  func `units, laughs, faces and parts of words stay`(raw: String) {
    #expect(written(raw, .vi) == Normalizer().normalize(raw).string)
  }

  @Test func `a size that was found stays a size`() {
    let text = Normalizer().normalize("lấy size v nhé")
    let size = Entity(type: "size", value: "V", text: "v", start: 9, end: 10)
    #expect(Self.table.writtenOut(text, in: .vi, entities: [size]).string == "lấy size v nhé")
    #expect(Self.table.writtenOut(text, in: .vi).string == "lấy size vậy nhé")
  }

  @Test(arguments: [
    ("还有诱惑吗", "还有有货吗"), ("請問誘惑嗎", "请问有货吗"), ("我要tk", "我要退款"),
    ("YouHuo吗", "有货吗"), ("有貨ㄇ", "有货吗"), ("木有收到", "没有收到"), ("tkt", "tkt"),
  ])
  func `Chinese forms stand anywhere, Latin ones as whole words`(raw: String, expected: String) {
    #expect(written(raw, .zh) == expected)
  }

  @Test func `an entry counts only in texts of its language`() {
    #expect(written("can u help pls, cant pay", .en) == "can you help please, can't pay")
    #expect(written("ko tk youhuo", .en) == "ko tk youhuo")
    #expect(written("u ko pls", .vi) == "u khong pls")
    #expect(written("pls ko", .zh) == "pls ko")
  }

  @Test func `what was put in has the place of what was typed`() {
    let text = Self.table.writtenOut(Normalizer().normalize("a  ĐC k"), in: .vi)
    #expect(text.string == "a duoc khong")
    #expect(text.starts == [0, 1, 3, 3, 3, 3, 5, 6, 6, 6, 6, 6])
    #expect(text.ends == [1, 2, 5, 5, 5, 5, 6, 7, 7, 7, 7, 7])
  }

  @Test func `a text without shorthand comes back as it is`() {
    let text = Normalizer().normalize("đơn của tôi đâu rồi")
    #expect(Self.table.writtenOut(text, in: .vi) == text)
    #expect(ShorthandTable().writtenOut(text, in: .vi) == text)
  }

  @Test func `a word of the rules counts as written, too`() {
    #expect(Self.table.forms(of: "còn k") == ["còn k", "còn không"])
    #expect(Self.table.forms(of: "sp") == ["sp", "sản phẩm"])
    #expect(Self.table.forms(of: "parcel") == ["parcel"])
  }

  @Test func `the worst text takes time linear in its length`() {
    let clock = ContinuousClock()
    func time(_ count: Int) -> Duration {
      let text = Normalizer().normalize(String(repeating: "k ko 350 k木有", count: count))
      return (0..<3).map { _ in clock.measure { _ = Self.table.writtenOut(text, in: .vi) } }.min()!
    }
    _ = time(100)
    #expect(time(8_000) < time(1_000) * 30)
  }

  // MARK: In the whole

  private static let recognizer = Recognizer(
    UnderstandingSource(
      intents: [
        SampleShop.intent(
          "stock", en: ["do you have it in stock", "can you check the stock please"],
          zh: ["有货吗", "这款有货吗", "还有现货吗"], vi: ["sản phẩm này còn không", "còn hàng không ạ"],
          keywords: [
            KeywordSet(all: ["sp", "còn k"], location: SampleShop.place("stock", 30)),
            KeywordSet(all: ["<article>", "hết"], location: SampleShop.place("stock", 31)),
          ]),
        SampleShop.intent(
          "cancel", en: ["cancel my order"], zh: ["取消订单"], vi: ["hủy đơn", "mình muốn hủy đơn"]),
      ],
      concepts: [
        Concept(name: "article", forms: ["sp này"], location: SampleShop.place("_concepts", 1))
      ], shorthand: source, orderNumberShapes: ["PX-####"]))

  private func understand(_ text: String, _ language: Language? = nil) -> Understanding {
    Self.recognizer.understand(text, language: language, now: SampleShop.sunday)
  }

  @Test func `a sentence is the example it shortens`() {
    #expect(understand("诱惑吗", .simplifiedChinese).evidence.first?.kind == .template)
    #expect(
      understand("sp nay con k", .vietnamese).evidence.first?.text == "sản phẩm này còn không")
  }

  @Test func `keywords and concepts match long and short alike, and show what was typed`() {
    for text in ["shop ơi xem giúp sp đỏ còn k", "shop ơi xem giúp sản phẩm đỏ còn không"] {
      #expect(understand(text, .vietnamese).evidence.first?.line == 30)
    }
    for text in ["ủa sp này hết hả", "ủa sản phẩm này hết hả", "ua sp nay het ha"] {
      #expect(understand(text, .vietnamese).evidence.first?.line == 31)
    }
    let shown = understand("shop ơi xem giúp sp đỏ còn k", .vietnamese).evidence.first?.text
    #expect(shown == "sp + còn k")
  }

  @Test func `entities are read from what was typed`() {
    let found = understand("sp 350k size M, gọi e 0912345678, đơn PX-1234 ko thấy", .vietnamese)
      .entities
    #expect(found.map(\.type) == ["amount", "size", "phone", "order_number"])
    #expect(found.map(\.text) == ["350k", "M", "0912345678", "PX-1234"])
  }

  @Test func `long forms of pinyin tell the language`() {
    #expect(understand("youhuo").language == .simplifiedChinese)
    #expect(understand("thanh toan youhuo duoc khong shop").language == .vietnamese)
    #expect(understand("tk").language == .english)
  }

  @Test func `a k is a no in Vietnamese, and no yes`() {
    func answer(_ text: String, _ language: Language) -> String? {
      Self.answers.understand(
        text, language: language, now: SampleShop.sunday,
        expecting: ExpectedAnswer(intents: ["yes", "no"])
      ).intent
    }
    #expect(answer("k", .vietnamese) == "no")
    #expect(answer("k, cảm ơn", .vietnamese) == "no")
    #expect(answer("k", .english) == "yes")
  }

  private static let answers = Recognizer(
    UnderstandingSource(
      intents: [
        SampleShop.intent("yes", en: ["that is right"]), SampleShop.intent("no", en: ["wrong one"]),
      ], shorthand: source))
}
