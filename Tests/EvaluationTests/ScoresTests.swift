import Evaluation
import Testing

@Suite("Scores")
struct ScoresTests {
  private static let verdicts = [
    Verdict(expected: "a", predicted: "a", isAccepted: true, inScope: 4),
    Verdict(expected: "a", predicted: "b", isAccepted: true, inScope: 3),
    Verdict(expected: "b", predicted: "b", isAccepted: false, inScope: 1),
    Verdict(expected: "b", predicted: "b", isAccepted: true, inScope: 2),
    Verdict(expected: nil, predicted: "a", isAccepted: false, inScope: 0),
    Verdict(expected: nil, predicted: "b", isAccepted: true, inScope: 2),
  ]

  @Test func `intents are scored top-1, whatever the threshold`() {
    let scores = IntentScores(Self.verdicts)
    #expect(scores.accuracy == 0.75)
    #expect(scores.intents.map(\.intent) == ["a", "b"])
    #expect(scores.intents.map(\.support) == [2, 2])
    #expect(scores.intents.map(\.precision) == [1, 2.0 / 3])
    #expect(scores.intents.map(\.recall) == [0.5, 1])
    // F1 of a is 2/3, of b 4/5.
    #expect(abs((scores.macroF1 ?? 0) - 0.7333333) < 1e-6)
  }

  @Test func `an intent that nobody asked for counts where it was given`() {
    let scores = IntentScores([
      Verdict(expected: "a", predicted: "c", isAccepted: true, inScope: 1),
      Verdict(expected: "a", predicted: nil, isAccepted: false, inScope: 0),
    ])
    #expect(scores.intents.map(\.intent) == ["a", "c"])
    #expect(scores.macroF1 == 0)
  }

  @Test func `the scope is scored at the threshold and over all thresholds`() {
    let scores = ScopeScores(Self.verdicts)
    #expect(scores.inScopeAccuracy == 0.5)
    #expect(scores.outOfScopeRecall == 0.5)
    #expect(scores.outOfScopePrecision == 0.5)
    // 0 is below all four; 2 is below two, level with one and above one.
    #expect(scores.areaUnderCurve == (4 + 2.5) / 8)
  }

  @Test func `what there is nothing to measure on is not there`() {
    let none = ScopeScores([])
    #expect(none.inScopeAccuracy == nil && none.outOfScopeRecall == nil)
    #expect(none.outOfScopePrecision == nil && none.areaUnderCurve == nil)
    #expect(IntentScores([]).accuracy == nil && IntentScores([]).macroF1 == nil)
    let inScope = ScopeScores(Array(Self.verdicts.prefix(3)))
    #expect(inScope.outOfScopePrecision == nil && inScope.areaUnderCurve == nil)
  }
}
