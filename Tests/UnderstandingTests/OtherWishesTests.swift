import Testing

@testable import Understanding

@Suite("Several wishes in one message")
struct OtherWishesTests {
  private func understand(
    _ text: String, _ language: Language = .english, expecting: [String] = []
  ) -> Understanding {
    SampleShop.recognizer.understand(
      text, language: language, now: SampleShop.sunday,
      expecting: expecting.isEmpty ? nil : ExpectedAnswer(intents: expecting))
  }

  @Test(arguments: [
    ("Please cancel my order. And where is my other parcel?", Language.english),
    ("我不想要了，帮我查一下物流", .simplifiedChinese),
    ("hủy đơn giúp mình. kiểm tra đơn 20251120778 nữa", .vietnamese),
  ])
  func `the strongest wins and the others are kept`(text: String, language: Language) {
    let understanding = understand(text, language)
    let intents = [understanding.intent].compactMap { $0 } + understanding.also
    #expect(Set(intents) == ["order.cancel", "order.track"])
    #expect(understanding.also.count == 1)
  }

  @Test func `the chat's state decides which of them is first`() {
    let text = "Please cancel my order. And where is my other parcel?"
    let tracking = understand(text, expecting: ["order.track"])
    #expect(tracking.intent == "order.track" && tracking.also == ["order.cancel"])
    let cancelling = understand(text, expecting: ["order.cancel"])
    #expect(cancelling.intent == "order.cancel" && cancelling.also == ["order.track"])
  }

  @Test(arguments: [
    "Hello! Where is my parcel?", "Where is my parcel? Thanks, please.",
    "where is my parcel, and where is my order", "Where is my parcel?", "no, cancel my order",
    "blah blah, foo bar", "",
  ])
  func `greetings, thanks and the same again are no other wish`(text: String) {
    #expect(understand(text).also == [])
  }

}
