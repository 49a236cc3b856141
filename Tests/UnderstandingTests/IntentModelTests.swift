import Testing

@testable import Understanding

@Suite("Intent model")
struct IntentModelTests {
  private static let place = SourceLocation(file: "x.yaml", line: 1, column: 1)
  private static let concepts = ConceptTable([
    Concept(name: "parcel", forms: ["parcel", "快递", "kiện hàng"], location: place),
    Concept(name: "where", forms: ["where", "哪里", "ở đâu"], location: place),
    Concept(name: "cancel", forms: ["cancel", "取消", "hủy"], location: place),
    Concept(name: "late", forms: ["late", "迟"], location: place),
  ])

  private static func example(_ label: String?, _ text: String) -> ClassifierTraining.Example {
    ClassifierTraining.Example(label: label, text: Normalizer().normalize(text), group: text)
  }

  private static let training = ClassifierTraining(
    [
      example("track", "where is the parcel"), example("track", "where is my parcel now"),
      example("cancel", "cancel the parcel"), example("cancel", "please cancel my parcel"),
      example(nil, "what is the weather"),
    ], concepts: concepts)
  private static let classifier = training.classifier(thresholds: Thresholds())

  private static func best(_ text: String, withoutMarks: Bool = false) -> String? {
    classifier.classify(Normalizer().normalize(text), withoutMarks: withoutMarks)
      .candidates.first?.intent
  }

  @Test func `an example in one language teaches the others`() {
    #expect(Self.best("快递在哪里") == "track")
    #expect(Self.best("取消快递") == "cancel")
    #expect(Self.best("kiện hàng ở đâu") == "track")
    #expect(Self.best("huy kien hang", withoutMarks: true) == "cancel")
  }

  @Test func `contributions of both models add up, and stand where the words do`() {
    let model = Self.classifier.model
    let reading = model.reading(of: Normalizer().normalize("取消 parcel"), withoutMarks: false)
    func contributions(to label: Int) -> [(place: Range<Int>, weight: Float)] {
      var all: [(place: Range<Int>, weight: Float)] = []
      model.forEachContribution(of: reading, to: label) { weight, range, text in
        all.append((text.rawRange(of: range), weight))
      }
      return all
    }
    let first = contributions(to: 0)
    // 取消 is one word of a concept, and 取 and 消 are words of their own.
    let places = Set(first.map(\.place))
    #expect(places.isSuperset(of: [0..<2, 3..<9, 4..<7]))
    #expect(places.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= 9 && !$0.isEmpty })
    let bias = model.words.bias[0][0] + 0.7 * (model.concepts?.bias[0][0] ?? 0)
    let otherBias = model.words.bias[0][1] + 0.7 * (model.concepts?.bias[0][1] ?? 0)
    let sum = first.reduce(Float(0)) { $0 + $1.weight }
    let other = contributions(to: 1).reduce(Float(0)) { $0 + $1.weight }
    let difference = (reading.logits[0] - bias) - (reading.logits[1] - otherBias)
    #expect(abs(difference - (sum - other)) < 1e-4)
  }

  private static func encoded(_ classifier: IntentClassifier) -> [UInt8] {
    var encoder = ModelEncoder()
    classifier.encode(to: &encoder)
    return encoder.finish()
  }

  @Test func `equal examples make equal models, on any thread and in any order`() async {
    let bytes = Self.encoded(Self.classifier)
    let shuffled = ClassifierTraining(
      Self.training.examples.filter(\.isSentence).reversed(), concepts: Self.concepts)
    let others = await withTaskGroup(of: [UInt8].self, returning: [[UInt8]].self) { group in
      for _ in 0..<4 {
        group.addTask { Self.encoded(shuffled.classifier(thresholds: Thresholds())) }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(others.allSatisfy { $0 == bytes })
  }
}
