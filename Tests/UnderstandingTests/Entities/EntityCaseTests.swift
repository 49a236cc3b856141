import Testing

@testable import Understanding

/// Every type in four languages, literally.
@Suite("Entity cases")
struct EntityCaseTests {
  private func expect(_ cases: [EntityCase]) {
    for one in cases {
      let found = SampleShop.recognizer.understand(
        one.text, language: one.language, now: SampleShop.sunday,
        expecting: one.asked.map { ExpectedAnswer(entity: $0) }
      ).entities.map { "\($0.type)=\($0.value)" }
      #expect(found == one.found, "\(one)")
    }
  }

  @Test func amounts() { expect(EntityCase.amounts) }
  @Test func quantities() { expect(EntityCase.quantities) }
  @Test func `heights and weights`() { expect(EntityCase.bodies) }
  @Test func sizes() { expect(EntityCase.sizes) }
  @Test func colours() { expect(EntityCase.colours) }
  @Test func `order numbers`() { expect(EntityCase.orderNumbers) }
  @Test func phones() { expect(EntityCase.phones) }
  @Test func `e-mail addresses`() { expect(EntityCase.emails) }
  @Test func addresses() { expect(EntityCase.addresses) }
  @Test func dates() { expect(EntityCase.dates) }
  @Test func `what looks like something and is nothing`() { expect(EntityCase.nothings) }

  @Test func `the types that need no content`() {
    #expect(
      EntityExtractor.builtInEntityTypes.sorted() == [
        "address", "amount", "colour", "date", "email", "height", "order_number", "phone",
        "quantity", "size", "weight",
      ])
  }
}
