import Evaluation
import Understanding

/// Trains the classifier that the daemon has on one set of labelled utterances and asks it about
/// another, with a look at the clock between the steps.
struct SetEvaluation {
  private let clock = ContinuousClock()
  private let blueprint: RecognizerBlueprint
  private let recognizer: Recognizer
  private let trainSeconds: Double
  private let calibrateSeconds: Double

  init(train: [LabelledUtterance], progress: (String) -> Void) {
    blueprint = TrainingSet.blueprint(train)
    progress("fitting \(train.count) examples")
    let (model, trainSeconds) = Self.timed(clock) { [blueprint] in blueprint.fit() }
    progress("finding the threshold")
    let (calibration, calibrateSeconds) = Self.timed(clock) { [blueprint] in
      blueprint.calibrate(model)
    }
    (self.trainSeconds, self.calibrateSeconds) = (trainSeconds, calibrateSeconds)
    recognizer = blueprint.recognizer(model, calibration)
  }

  /// `outOfScope` utterances have no right intent, whatever their labels.
  func report(
    test: [LabelledUtterance], outOfScope: [LabelledUtterance]
  ) -> SetEvaluationReport {
    let (verdicts, seconds) = Self.timed(clock) {
      test.map { recognizer.verdict(on: $0.text, expected: $0.label) }
        + outOfScope.map { recognizer.verdict(on: $0.text, expected: nil) }
    }
    let intents = IntentScores(verdicts)
    let scope = ScopeScores(verdicts)
    return SetEvaluationReport(
      trainExamples: blueprint.exampleCount, intents: blueprint.intentCount,
      trainSeconds: trainSeconds, calibrateSeconds: calibrateSeconds,
      accuracy: intents.accuracy, inScopeAccuracy: scope.inScopeAccuracy,
      outOfScopeRecall: scope.outOfScopeRecall,
      outOfScopePrecision: scope.outOfScopePrecision, areaUnderCurve: scope.areaUnderCurve,
      macroF1: intents.macroF1,
      microsecondsPerUtterance: verdicts.isEmpty ? 0 : seconds * 1e6 / Double(verdicts.count),
      modelBytes: recognizer.modelBytes)
  }

  private static func timed<Result>(
    _ clock: ContinuousClock, _ body: () -> Result
  ) -> (Result, seconds: Double) {
    let start = clock.now
    let result = body()
    let time = (clock.now - start).components
    return (result, Double(time.seconds) + Double(time.attoseconds) / 1e18)
  }
}
