/// The classifier's verdict on one text.
package struct Classification: Sendable {
  package struct Candidate: Equatable, Sendable {
    package var intent: String
    /// 0…1; from 0.5 on the text is taken to be in scope.
    package var score: Double
    /// The intent's logit, for margins.
    var logit: Float
    var label: Int
  }

  /// Intents after these are too unlikely to be of use to anybody.
  private static let mostCandidates = 10

  /// The best first; equal scores by name.
  package let candidates: [Candidate]
  /// The raw in-scope score, high = in scope; for measuring only, comparable within one model.
  package let inScope: Double
  let reading: IntentModel.Reading

  /// 0…1; 0.5 is the threshold of every bot.
  package var score: Double { candidates.first?.score ?? 0 }

  init(_ reading: IntentModel.Reading, model: IntentModel, calibration: Calibration) {
    self.reading = reading
    let logits = reading.logits
    let intents = logits[..<model.labels.count]
    guard let best = intents.max() else {
      (candidates, inScope) = ([], -.infinity)
      return
    }
    inScope = Calibration.inScope(reading, model)
    let score = calibration.score(inScope)
    candidates = Self.best(logits, of: model.labels.count).map { label in
      // The runner-up's score falls with the odds against it: half as likely, half the score.
      let odds = Calibration.odds(logits[label] - best)
      return Candidate(
        intent: model.labels[label], score: score * Double(odds), logit: logits[label],
        label: label)
    }
  }

  /// The labels with the highest logits, the best first, equal ones in the order of their names.
  private static func best(_ logits: [Float], of labels: Int) -> [Int] {
    var best: [Int] = []
    best.reserveCapacity(mostCandidates + 1)
    for label in 0..<labels {
      if best.count == mostCandidates, logits[label] <= logits[best[mostCandidates - 1]] {
        continue
      }
      var place = best.count
      while place > 0, logits[best[place - 1]] < logits[label] { place -= 1 }
      best.insert(label, at: place)
      if best.count > mostCandidates { best.removeLast() }
    }
    return best
  }
}
