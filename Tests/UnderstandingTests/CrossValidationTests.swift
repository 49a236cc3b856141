import Testing

@testable import Understanding

@Suite("Cross-validation")
struct CrossValidationTests {
  private static let answers: [HeldOutAnswer] = {
    let blueprint = RecognizerBlueprint(SampleShop.source)
    let validation = CrossValidation(blueprint, blueprint.calibrate(blueprint.fit()))
    return (0..<CrossValidation.folds).flatMap(validation.answers)
  }()

  private static func at(_ file: String, _ line: Int) -> [HeldOutAnswer] {
    answers.filter { $0.location == SampleShop.place(file, line) }
  }

  @Test func `every example is asked about once, near misses are not`() {
    // One line, three variants; the last of two with an entity.
    #expect(
      Self.at("order.track", 4).map(\.text).sorted() == [
        "where is my order", "where is my package", "where is my parcel",
      ])
    #expect(
      Self.at("order.track", 5).map(\.text).sorted() == [
        "track order {order_number}", "track {order_number}",
      ])
    #expect(Self.at("order.track", 40) == [])
    #expect(Self.at("_off_topic", 3).map(\.expected) == [nil])
    #expect(Set(Self.answers.map(\.location)).count == 58)
  }

  @Test func `Vietnamese is asked about with its marks and without`() {
    let answers = Self.at("order.cancel", 12)
    #expect(answers.map(\.text) == ["hủy đơn", "hủy đơn"])
    #expect(answers.map(\.lacksMarks).sorted { !$0 && $1 } == [false, true])
    #expect(answers.map(\.language) == [.vi, .vi])
  }

  @Test func `what was wrong has the stretches that misled, what was right has none`() {
    // Where no word is known, none misled: the commonest intent won.
    #expect(Self.answers.contains { !$0.isRight && $0.misleading.count == 3 })
    for answer in Self.answers where answer.expected != nil {
      #expect(answer.misleading.isEmpty || !answer.isRight)
      #expect(answer.misleading.count <= 3)
      #expect(answer.misleading.allSatisfy { $0.weight > 0 && !$0.text.isEmpty })
      #expect(
        answer.misleading.allSatisfy { leaning in
          leaning.text.contains("{") || answer.text.contains(leaning.text)
        })
    }
  }

  @Test func `a concept that misled is named`() {
    let blueprint = RecognizerBlueprint(SampleShop.source)
    let model = blueprint.fit()
    let text = Normalizer().normalize("我的快递呢")
    let reading = model.reading(of: text, withoutMarks: false)
    let track = model.labels.firstIndex(of: "order.track") ?? 0
    let greet = model.labels.firstIndex(of: "greet") ?? 0
    let leanings = model.leanings(of: reading, to: track, over: greet, limit: 9)
    #expect(leanings.contains { $0.concept == "<parcel>" && $0.place == 2..<4 }, "\(leanings)")
    for (index, leaning) in leanings.enumerated() {
      #expect(!leanings[..<index].contains { $0.place.overlaps(leaning.place) })
    }
  }
}
