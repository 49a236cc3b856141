import Testing

@testable import Understanding

@Suite("Intent classifier")
struct IntentClassifierTests {
  private static let examples: [(label: String, text: String)] = [
    ("track", "where is my parcel"), ("track", "when will it arrive"), ("track", "我的快递到哪了"),
    ("track", "track my order"), ("track", "still waiting for my package"),
    ("cancel", "cancel my order"), ("cancel", "i don't want it anymore"), ("cancel", "取消订单"),
    ("cancel", "please cancel it"), ("cancel", "我不想要了"),
    ("return", "i want to return it"), ("return", "how do i send it back"), ("return", "我要退货"),
    ("return", "return my shoes"), ("return", "怎么退货"),
  ]

  @Test(arguments: [
    ("where's the parcel", "track"), ("請取消訂單", "cancel"), ("可以退货吗", "return"),
    ("returning shoes", "return"), ("CANCEL!!!", "cancel"),
  ])
  func `generalises from its examples`(text: String, intent: String) {
    let classifier = IntentClassifier(examples: Self.examples)
    #expect(classifier.classify(text).candidates.first?.intent == intent)
  }

  @Test(arguments: 0..<5 as Range<UInt64>)
  func `the order of examples does not matter`(seed: UInt64) {
    var order = Array(Self.examples.indices)
    var random = SplitMix64(seed: seed)
    random.shuffle(&order)
    let shuffled = IntentClassifier(examples: order.map { Self.examples[$0] })
    let straight = IntentClassifier(examples: Self.examples)
    #expect(shuffled.calibration == straight.calibration)
    for text in ["where is it", "退货取消", "xyz", ""] {
      #expect(shuffled.classify(text).candidates == straight.classify(text).candidates)
      #expect(shuffled.classify(text).inScope == straight.classify(text).inScope)
    }
  }

  @Test func `scores fall from the best, and an unknown text scores below the threshold`() {
    let classifier = IntentClassifier(examples: Self.examples)
    let known = classifier.classify("where is my parcel")
    #expect(known.score > 0.5)
    #expect(known.candidates.map(\.score) == known.candidates.map(\.score).sorted(by: >))
    #expect(classifier.classify("zzz qqq vvv www").score < 0.5)
    #expect(classifier.classify("").score < 0.5)
  }

  @Test func `off-topic sharpens the score and is no intent`() {
    let offTopic = ["what is the weather", "tell me a joke", "今天天气怎么样", "who won the match"]
    let classifier = IntentClassifier(examples: Self.examples, offTopic: offTopic)
    #expect(classifier.labels == ["cancel", "return", "track"])
    let weather = classifier.classify("what is the weather like")
    #expect(weather.score < 0.5)
    #expect(weather.candidates.allSatisfy { classifier.labels.contains($0.intent) })
  }

  @Test func `a near miss lowers its intent`() {
    func score(_ nearMisses: [String]) -> Float {
      let normalizer = Normalizer()
      let prepared =
        Self.examples.map { label, text in
          ClassifierTraining.Example(
            label: label, text: normalizer.normalize(text), group: text)
        }
        + nearMisses.map { text in
          ClassifierTraining.Example(
            label: "track", text: normalizer.normalize(text), role: .nearMiss, group: text)
        }
      let classifier = ClassifierTraining(prepared).classifier(thresholds: Thresholds())
      return classifier.classify("where is my refund").reading.logits[2]
    }
    #expect(score(["where is my money", "where is my invoice"]) < score([]) - 0.5)
  }

  @Test func `contributions add up to the logits' differences`() {
    let model = IntentClassifier(
      examples: Self.examples, offTopic: ["cancel the weather", "cancel it all"]
    ).model
    let reading = model.reading(of: Normalizer().normalize("cancel it"), withoutMarks: false)
    let sums = (0..<3).map { label in
      var sum: Float = 0
      model.forEachContribution(of: reading, to: label) { weight, _, _ in sum += weight }
      return sum
    }
    let raised = (0..<3).map { reading.logits[$0] - model.words.bias[0][$0] }
    #expect(abs((raised[0] - raised[1]) - (sums[0] - sums[1])) < 1e-4)
    #expect(abs(sums[0] + sums[1] + sums[2]) < 1e-4)
  }

  @Test func `no examples, one example, one intent`() {
    #expect(IntentClassifier(examples: []).classify("hello").candidates == [])
    let single = IntentClassifier(examples: [("a", "hello there")])
    #expect(single.classify("hello there").candidates.map(\.intent) == ["a"])
  }

  @Test func `more intents than one row of lanes`() {
    let words = (0..<40).map { "word\($0)x\($0 * 7)" }
    let classifier = IntentClassifier(examples: words.map { (label: $0, text: "say " + $0) })
    for word in words { #expect(classifier.classify(word).candidates.first?.intent == word) }
  }
}
