import Testing

@testable import Understanding

/// Who gets the words that several recognisers claim.
@Suite("Entity resolution")
struct EntityResolutionTests {
  private static func entity(
    _ name: String, _ forms: [String] = [], pattern: String? = nil, check: EntityCheck? = nil
  ) -> ListEntity {
    let place = SampleShop.place("_entities", 1)
    return ListEntity(
      name: name, values: forms.map { .init(value: $0, forms: []) },
      patterns: pattern.map { [EntityPattern($0, location: place)] } ?? [], check: check,
      location: place)
  }

  private static let extractor = EntityExtractor(
    lists: [
      entity("cancel_reason", ["changed my mind", "mind"]),
      entity("return_reason", ["changed my mind", "too small"]),
      entity("product", ["case"], pattern: #"TS-\d{3}(-\w{1,3})?"#),
      entity("voucher", pattern: #"\d{10}"#, check: .vietnameseTaxNumber),
    ], orderNumberShapes: ["PX-####"])

  private func found(_ text: String, asked: String? = nil, _ language: Language = .english)
    -> [String]
  {
    let context = EntityContext(
      Normalizer().fold(text), language: language, now: SampleShop.sunday, expected: asked)
    return Self.extractor.entities(in: context, raw: Array(text.unicodeScalars)).map {
      "\($0.type)=\($0.value) \($0.start)..<\($0.end)"
    }
  }

  @Test func `a phrase in two lists is found in both, and the word within it in none`() {
    #expect(
      found("I changed my mind") == [
        "cancel_reason=changed my mind 2..<17", "return_reason=changed my mind 2..<17",
      ])
  }

  @Test func `the longest wins`() {
    #expect(found("320元") == ["amount=320 CNY 0..<4"])
    #expect(found("3 bags for 320 dollars") == ["quantity=3 0..<6", "amount=320 USD 11..<22"])
    #expect(found("black friday") == ["date=2026-11-27 0..<12"])
  }

  @Test func `the shop's patterns go before the built-in types, unless those are asked for`() {
    #expect(found("0100109106") == ["voucher=0100109106 0..<10"])
    #expect(found("0100109106", asked: "order_number") == ["order_number=0100109106 0..<10"])
    // It does not sum up, so it is no voucher.
    #expect(found("0100109107") == ["order_number=0100109107 0..<10"])
  }

  @Test func `a pattern and a list are one entity, in the customer's words`() {
    #expect(found("ＴＳ－１０１-m case") == ["product=TS-101-M 0..<8", "product=case 9..<13"])
  }
}
