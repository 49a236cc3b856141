import Store
import Testing
import Understanding

@Suite("Answer index")
struct AnswerIndexTests {
  private static func entry(
    _ intent: String, _ language: Language, _ title: String, _ examples: [String] = [],
    answer: String = ""
  ) -> AnswerIndex.Entry {
    AnswerIndex.Entry(
      intent: intent, language: language, title: title, examples: examples, answer: answer)
  }

  private func index() throws -> AnswerIndex {
    try AnswerIndex([
      Self.entry(
        "return.request", .english, "return an item", ["send (it|this) back"],
        answer: "You may return it within {{policy.return_days}} days."),
      Self.entry("refund.track", .english, "find a refund", ["where is my money"]),
      Self.entry("invoice.request", .english, "get an invoice", ["I need a receipt"]),
      Self.entry("return.request", .simplifiedChinese, "退货", ["我要退货", "不想要了"]),
      Self.entry("invoice.request", .simplifiedChinese, "开发票", ["可以开电子发票吗"]),
      Self.entry("return.request", .vietnamese, "trả hàng", ["mình muốn trả hàng"]),
      Self.entry("order.track", .vietnamese, "kiểm tra đơn hàng", ["hàng tới đâu rồi"]),
    ])
  }

  @Test(arguments: [
    ("invoice", Language.english, ["invoice.request"]),
    ("RECEIPTS?", .english, []),
    ("receipt", .english, ["invoice.request"]),
    // The beginning of a word is enough where it is four letters long.
    ("invo", .english, ["invoice.request"]),
    ("inv", .english, []),
    // Words in the name of a thing say more than words in what customers say of it.
    ("return money", .english, ["return.request", "refund.track"]),
    ("發票", .simplifiedChinese, ["invoice.request"]),
    ("怎么退货", .simplifiedChinese, ["return.request"]),
    ("tra hang", .vietnamese, ["return.request", "order.track"]),
    ("trả hàng", .english, []),
    ("xyz", .english, []), ("", .english, []), ("?!…", .english, []),
    // Nothing of the query language of FTS5 is taken as such.
    ("\" OR intent:*", .english, []), ("NEAR(x y) - AND NOT", .english, []),
  ])
  func `finds by words in the customer's language`(
    query: String, language: Language, expected: [String]
  ) throws {
    #expect(try index().intents(for: query, language: language, limit: 3) == expected)
  }

  @Test func `gives no more than was asked for`() throws {
    let found = try index().intents(for: "return money", language: .english, limit: 1)
    #expect(found == ["return.request"])
  }

  @Test func `the longest message is searched, too`() throws {
    let text = String(repeating: "invoice 发票 ", count: 4_000)
    #expect(
      try index().intents(for: text, language: .english, limit: 3) == ["invoice.request"])
  }
}
