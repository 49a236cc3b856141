import Testing

@testable import Understanding

@Suite("Keyword rules")
struct KeywordRulesTests {
  private func intents(
    _ text: String, all: [String] = [], any: [String] = [], not: [String] = [],
    withoutMarks: Bool = false
  ) -> [String] {
    let set = KeywordSet(
      all: all, any: any, not: not, location: SampleShop.place("a", 3))
    let rules = KeywordRules(
      [SampleShop.intent("a", keywords: [set])],
      concepts: [
        Concept(name: "parcel", forms: ["package", "快递"], location: SampleShop.place("c", 1))
      ])
    return rules.matches(in: Normalizer().normalize(text), withoutMarks: withoutMarks).map(\.intent)
  }

  @Test func `all must be there, one of any, none of not`() {
    #expect(intents("帮我查一下物流", all: ["物流"], any: ["查", "看"]) == ["a"])
    #expect(intents("物流太慢了", all: ["物流"], any: ["查", "看"]) == [])
    #expect(intents("不用查物流了", all: ["物流"], any: ["查"], not: ["不用"]) == [])
    #expect(intents("随便看看", any: ["查", "看"]) == ["a"])
    #expect(intents("物流", all: []) == [])
  }

  @Test func `Chinese words stand anywhere, Latin ones as whole words`() {
    #expect(intents("我的快递單號", all: ["快递单"]) == ["a"])
    #expect(intents("reorder this", all: ["order"]) == [])
    #expect(intents("my order!", all: ["order"]) == ["a"])
    #expect(intents("查order吧", all: ["order"]) == ["a"])
    #expect(intents("打12315投诉", all: ["12315"]) == ["a"])
    #expect(intents("123150", all: ["12315"]) == [])
  }

  @Test func `Vietnamese matches with its marks, and without where that is allowed`() {
    #expect(intents("tôi muốn ĐỔI size", all: ["đổi"]) == ["a"])
    #expect(intents("toi muon doi size", all: ["đổi"], withoutMarks: true) == ["a"])
    #expect(intents("what do you do", all: ["đỏ"]) == [])
    #expect(intents("tôi đợi mãi", all: ["đổi"], withoutMarks: true) == [])
  }

  @Test func `a concept is any of its words`() {
    #expect(intents("快遞呢", all: ["<parcel>"]) == ["a"])
    #expect(intents("my package", all: ["<parcel>"]) == ["a"])
    #expect(intents("my parcel", all: ["<parcel>"]) == [])
    #expect(intents("anything", all: ["<unknown>"]) == [])
  }

  @Test func `the rule that asks for more comes first`() {
    let rules = KeywordRules(
      [
        SampleShop.intent(
          "a", keywords: [KeywordSet(all: ["退货"], location: SampleShop.place("a", 3))]),
        SampleShop.intent(
          "b", keywords: [KeywordSet(all: ["退货", "运费"], location: SampleShop.place("b", 3))]),
      ], concepts: [])
    let matches = rules.matches(in: Normalizer().normalize("退货运费谁出"), withoutMarks: false)
    #expect(matches.map(\.intent) == ["b", "a"])
    #expect(matches.map(\.weight) == [12, 6])
  }
}
