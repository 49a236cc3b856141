import Evaluation
import Testing
import Understanding

@Suite("Evaluation of a bot")
struct BotEvaluationTests {
  static func answer(
    _ expected: String?, _ predicted: String?, _ score: Double, line: Int = 1,
    text: String = "text", language: ExampleLanguage = .en, misled: [Leaning] = []
  ) -> HeldOutAnswer {
    HeldOutAnswer(
      expected: expected, predicted: predicted, score: score, inScope: score, text: text,
      language: language,
      location: SourceLocation(
        file: "intents/\(expected ?? "_off_topic").yaml", line: line, column: 7),
      misleading: misled)
  }

  static let answers = [
    answer("a", "a", 0.9), answer("a", "a", 0.6, line: 2), answer("a", "b", 0.8, line: 3),
    answer("a", "b", 0.7, line: 3, text: "other"), answer("a", "b", 0.2, line: 4),
    answer("b", "b", 0.4, language: .zh), answer("b", "b", 0.95, line: 2, language: .zh),
    answer("b", "c", 0.3, line: 3, language: .zh), answer("c", "c", 0.5),
    answer("c", "a", 0.9, line: 9), answer(nil, "a", 0.55), answer(nil, "b", 0.1, line: 2),
  ]
  static let evaluation = BotEvaluation(answers)

  @Test func `the overall figures`() {
    #expect(Self.evaluation.sentences == 10)
    #expect(Self.evaluation.offTopicMessages == 2)
    #expect(Self.evaluation.intents.accuracy == 0.5)
    #expect(Self.evaluation.languages.map(\.language) == [.zh, .en])
    #expect(Self.evaluation.languages.map(\.sentences) == [3, 7])
    #expect(Self.evaluation.languages.map(\.accuracy) == [2.0 / 3, 3.0 / 7])
    // a: precision 2/3, recall 2/5; b: 2/5, 2/3; c: 1/2, 1/2.
    #expect(Self.evaluation.worstIntents.map(\.intent) == ["a", "b", "c"])
    #expect(Self.evaluation.worstIntents.map(\.support) == [5, 3, 2])
  }

  @Test func `pairs, the most wrong answers first`() {
    let pairs = Self.evaluation.pairs
    #expect(pairs.map(\.expected) == ["a", nil, "c", "b"])
    #expect(pairs.map(\.predicted) == ["b", "a", "a", "c"])
    #expect(pairs.map(\.sentences) == [3, 1, 1, 1])
    #expect(pairs.map(\.answered) == [2, 1, 1, 0])
    #expect(Self.evaluation.rival(of: "a")?.predicted == "b")
    #expect(Self.evaluation.rival(of: "x") == nil)
  }

  @Test func `a line of the content is listed once, with its surest variant`() {
    let examples = Self.evaluation.pairs[0].examples
    #expect(examples.map(\.location.line) == [3, 4])
    #expect(examples.map(\.variants) == [2, 1])
    #expect(examples.map(\.score) == [0.8, 0.2])
    #expect(examples.map(\.text) == ["text", "text"])
    #expect(examples.map(\.isAnswered) == [true, false])
  }

  @Test func `what to do about a pair`() {
    #expect(
      Self.evaluation.pairs.map(\.advice) == [
        .writeNearMiss(intent: "b", of: "a"), .addOffTopic(like: "a"), .addExamples(intent: "c"),
        .writeNearMiss(intent: "c", of: "b"),
      ])
    let both = (0..<3).flatMap {
      [Self.answer("a", "b", 0.9, line: $0), Self.answer("b", "a", 0.9, line: $0)]
    }
    #expect(BotEvaluation(both).pairs.map(\.advice.name) == ["separate", "separate"])
  }

  @Test func `what misled in a pair is summed, a concept under its name`() {
    let answers = [
      Self.answer("a", "b", 0.9, misled: [Leaning(text: "parcel", concept: "<parcel>", weight: 1)]),
      Self.answer(
        "a", "b", 0.8, line: 2,
        misled: [
          Leaning(text: "Where", weight: 1.5), Leaning(text: "快递", concept: "<parcel>", weight: 2),
        ]),
      Self.answer("a", "b", 0.7, line: 3, misled: [Leaning(text: "where", weight: 0.25)]),
    ]
    #expect(
      BotEvaluation(answers).pairs[0].misleading == [
        Leaning(text: "parcel", concept: "<parcel>", weight: 3),
        Leaning(text: "Where", weight: 1.75),
      ])
  }

  @Test func `the matrix counts the likeliest intents, whatever their score`() {
    #expect(Self.evaluation.matrix.intents == ["a", "b", "c"])
    #expect(Self.evaluation.matrix.counts == [[2, 3, 0], [0, 2, 1], [1, 0, 1]])
    #expect(Self.evaluation.matrix.support == ["a": 5, "b": 3, "c": 2])
  }

  @Test func `the curve says what a threshold answers and refuses`() {
    let curve = Self.evaluation.curve
    #expect(curve.points.count == 21)
    #expect(curve.points.filter(\.isCurrent) == [curve.current])
    #expect(curve.points[10] == curve.current)
    #expect(curve.current.answeredRight == 0.4)
    #expect(curve.current.answeredWrong == 0.3)
    #expect(curve.current.refused == 0.3)
    #expect(curve.current.offTopicRefused == 0.5)
    // Of five right ones, that with 0.4 is given up.
    #expect(curve.current.quantile == 0.2)
    #expect(curve.points[0].answeredRight == 0.5 && curve.points[0].refused == 0)
    #expect(curve.points[20].refused == 1 && curve.points[20].offTopicRefused == 1)
  }

  @Test func `the order of the answers does not matter`() {
    #expect(BotEvaluation(Self.answers.reversed()) == Self.evaluation)
  }

  @Test func `a bot without off-topic messages or errors`() {
    let evaluation = BotEvaluation([Self.answer("a", "a", 1), Self.answer("b", "b", 1)])
    #expect(evaluation.pairs == [] && evaluation.worstIntents == [])
    #expect(evaluation.curve.current.offTopicRefused == nil && evaluation.areaUnderCurve == nil)
  }
}
