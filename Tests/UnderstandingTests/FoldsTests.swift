import Testing

@testable import Understanding

@Suite("Folds")
struct FoldsTests {
  private static func example(
    _ label: String?, _ group: String, _ text: String, isSentence: Bool = true
  ) -> ClassifierTraining.Example {
    ClassifierTraining.Example(
      label: label, text: Normalizer().normalize(text), group: group, isSentence: isSentence)
  }

  private static let examples = [
    example(nil, "x", "x"), example(nil, "y", "y"), example("a", "", "a", isSentence: false),
    example("a", "1", "one"), example("a", "1", "uno"), example("a", "2", "two"),
    example("a", "3", "three"), example("a", "4", "four"), example("a", "5", "five"),
    example("a", "6", "six"), example("b", "", "b", isSentence: false),
    example("b", "1", "eins"),
  ]

  @Test func `variants of a sentence stay together, and what always teaches is in no fold`() {
    #expect(
      Folds.numbers(of: Self.examples) == [nil, nil, nil, 0, 0, 1, 2, 3, 4, 0, nil, 0])
  }

  @Test func `off-topic messages are dealt round where they are asked about too`() {
    #expect(
      Folds.numbers(of: Self.examples, holdingOutOffTopic: true)
        == [0, 1, nil, 0, 0, 1, 2, 3, 4, 0, nil, 0])
  }
}
