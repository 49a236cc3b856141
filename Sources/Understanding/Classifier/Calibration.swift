#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What in-scope score is enough, found by cross-validation on the examples alone.
///
/// The threshold is a low quantile of the scores of held-out examples that were classified
/// correctly: those classified wrongly say nothing about the scope and would drag it down. Scores
/// are then stretched so that the threshold is 0.5 for every bot and the median example gets 0.9.
package struct Calibration: Sendable, Equatable {
  private(set) var threshold: Double
  private(set) var scale: Double

  /// So many examples held out tell a quantile; more folds would only take time.
  private static let plenty = 1_500
  /// Fewer correct answers than this make no quantile.
  private static let enough = 5
  /// Where nobody says which quantile, two right ones are given up for three wrong ones.
  ///
  /// The more examples the model gets wrong, the less it is to be believed.
  private static let refusedPerError = 2.0 / 3
  private static let fewest = 0.02
  private static let most = 0.1
  /// How far from a text without a known word to a usual one the threshold is at least.
  private static let leastKnown = 0.25
  /// How much unknown words count against a text.
  private static let unknownCost: Float = 3
  private static let logSumWeight: Float = 0.6

  init(threshold: Double, scale: Double) {
    self.threshold = threshold
    self.scale = scale
  }

  /// `model` is the one that all of the training's examples made.
  init(_ training: ClassifierTraining, model: IntentModel, quantile: Double?) {
    let heldOut = Self.heldOutScores(training)
    let empty = Self.inScope(model.reading(of: NormalizedText(), withoutMarks: false), model)
    if heldOut.correct.count < Self.enough {
      // Too small to hold anything out: its own examples are all there is to go by.
      let own = training.examples.filter {
        $0.label != nil && $0.role == .example && $0.isSentence
      }.map { Self.inScope(model.reading(of: $0.text, withoutMarks: $0.withoutMarks), model) }
        .sorted()
      let median = Self.quantile(0.5, of: own) ?? empty + 1
      threshold = (median + empty) / 2
      scale = max(0.1, (median - threshold) / log(9))
      return
    }
    let correct = heldOut.correct.sorted()
    let errors = 1 - Double(correct.count) / Double(heldOut.asked)
    let quantile = quantile ?? min(max(errors * Self.refusedPerError, Self.fewest), Self.most)
    let low = Self.quantile(quantile, of: correct) ?? 0
    let median = Self.quantile(0.5, of: correct) ?? 0
    // Held-out examples of a small bot may have no known word: that is no reason to believe a text
    // of which nothing is known.
    threshold = max(low, empty + (median - empty) * Self.leastKnown)
    scale = max(0.1, (median - threshold) / log(9))
  }

  /// `inScope` as 0…1.
  func score(_ inScope: Double) -> Double { 1 / (1 + exp((threshold - inScope) / scale)) }

  /// e^x for a difference of logits.
  static func odds(_ difference: Float) -> Float { exp(difference) }

  /// How much a text looks like those the intents were taught with: `Σ p ln p + 0.6 ln Σ eᶻ`
  /// less three times the share of unknown words, less the logit of off-topic.
  static func inScope(_ logits: [Float], model: IntentModel, unknownShare: Float) -> Double {
    let softmax = Softmax(logits[..<model.labels.count])
    var score = softmax.negativeEntropy + logSumWeight * softmax.logSum
    score -= unknownCost * unknownShare
    if model.hasOffTopic { score -= logSumWeight * logits[model.labels.count] }
    return Double(score)
  }

  static func inScope(_ reading: IntentModel.Reading, _ model: IntentModel) -> Double {
    inScope(reading.logits, model: model, unknownShare: reading.unknownShare)
  }

  /// The scores of examples that a model which had not seen them classified correctly.
  private static func heldOutScores(
    _ training: ClassifierTraining
  ) -> (correct: [Double], asked: Int) {
    let examples = training.examples
    let fold = Folds.numbers(of: examples)
    var scores: [Double] = []
    var asked = 0
    for held in 0..<Folds.count where fold.contains(held) && asked < plenty {
      let model = training.model(
        of: examples.indices.filter { fold[$0] != held }.map { examples[$0] })
      for (index, example) in examples.enumerated() where fold[index] == held {
        guard example.role == .example, let label = example.label else { continue }
        asked += 1
        let reading = model.reading(of: example.text, withoutMarks: example.withoutMarks)
        let intents = reading.logits[..<model.labels.count]
        guard let best = intents.max(), let winner = intents.firstIndex(of: best),
          model.labels[winner] == label
        else { continue }
        scores.append(inScope(reading, model))
      }
    }
    return (scores, asked)
  }

  private static func quantile(_ share: Double, of sorted: [Double]) -> Double? {
    guard let last = sorted.indices.last else { return nil }
    let position = min(max(share, 0), 1) * Double(last)
    let lower = Int(position)
    let upper = min(lower + 1, last)
    return sorted[lower] + (sorted[upper] - sorted[lower]) * (position - Double(lower))
  }
}
