import Foundation

/// What `parley eval --train … --test …` prints; shares lie between 0 and 1, and what there was
/// nothing to measure on is null.
struct SetEvaluationReport: Encodable {
  let trainExamples: Int
  let intents: Int
  let trainSeconds: Double
  let calibrateSeconds: Double
  let accuracy: Double?
  let inScopeAccuracy: Double?
  let outOfScopeRecall: Double?
  let outOfScopePrecision: Double?
  let areaUnderCurve: Double?
  let macroF1: Double?
  let microsecondsPerUtterance: Double
  let modelBytes: Int

  enum CodingKeys: String, CodingKey {
    case trainExamples = "train_examples"
    case intents
    case trainSeconds = "train_seconds"
    case calibrateSeconds = "calibrate_seconds"
    case accuracy
    case inScopeAccuracy = "in_scope_accuracy"
    case outOfScopeRecall = "oos_recall"
    case outOfScopePrecision = "oos_precision"
    case areaUnderCurve = "auroc"
    case macroF1 = "macro_f1"
    case microsecondsPerUtterance = "microseconds_per_utterance"
    case modelBytes = "model_bytes"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(trainExamples, forKey: .trainExamples)
    try container.encode(intents, forKey: .intents)
    try container.encode(trainSeconds, forKey: .trainSeconds)
    try container.encode(calibrateSeconds, forKey: .calibrateSeconds)
    try container.encode(accuracy, forKey: .accuracy)
    try container.encode(inScopeAccuracy, forKey: .inScopeAccuracy)
    try container.encode(outOfScopeRecall, forKey: .outOfScopeRecall)
    try container.encode(outOfScopePrecision, forKey: .outOfScopePrecision)
    try container.encode(areaUnderCurve, forKey: .areaUnderCurve)
    try container.encode(macroF1, forKey: .macroF1)
    try container.encode(microsecondsPerUtterance, forKey: .microsecondsPerUtterance)
    try container.encode(modelBytes, forKey: .modelBytes)
  }

  var text: String {
    func percent(_ share: Double?) -> String {
      share.map { String(format: "%.2f %%", $0 * 100) } ?? "–"
    }
    func seconds(_ value: Double) -> String { String(format: "%.2f s", value) }
    return TextColumns([
      ["trained on", "\(trainExamples) examples of \(intents) intents"],
      ["", "\(seconds(trainSeconds)) to fit, \(seconds(calibrateSeconds)) to calibrate"],
      ["accuracy", percent(accuracy), "likeliest intent, no threshold"],
      ["macro F1", percent(macroF1)],
      ["in scope", percent(inScopeAccuracy), "accepted and right"],
      ["out of scope", percent(outOfScopeRecall), "refused"],
      ["", percent(outOfScopePrecision), "of what was refused is out of scope"],
      ["AUROC", areaUnderCurve.map { String(format: "%.4f", $0) } ?? "–"],
      [
        "speed", String(format: "%.1f µs", microsecondsPerUtterance),
        "an utterance, normalised, entities found, classified",
      ],
      ["model", String(format: "%.1f MB", Double(modelBytes) / 1e6)],
    ]).text
  }
}
