/// Precision, recall and F1 of one intent, counted over utterances that are in scope.
package struct IntentScore: Equatable, Sendable {
  package let intent: String
  /// How many utterances have it.
  package let support: Int
  package let precision: Double
  package let recall: Double

  package var f1: Double {
    precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
  }
}

/// How well intents are told apart, top-1, whatever the threshold.
package struct IntentScores: Equatable, Sendable {
  /// The share of utterances in scope whose likeliest intent is right; nil where there are none.
  package let accuracy: Double?
  /// Sorted by name: every intent that some utterance has or was given.
  package let intents: [IntentScore]

  package init(_ verdicts: [Verdict]) {
    let inScope = verdicts.filter { $0.expected != nil }
    var support: [String: Int] = [:]
    var given: [String: Int] = [:]
    var right: [String: Int] = [:]
    for verdict in inScope {
      guard let expected = verdict.expected else { continue }
      support[expected, default: 0] += 1
      if let predicted = verdict.predicted { given[predicted, default: 0] += 1 }
      if verdict.isRight { right[expected, default: 0] += 1 }
    }
    func share(_ part: Int?, _ whole: Int?) -> Double {
      whole.map { Double(part ?? 0) / Double($0) } ?? 0
    }
    accuracy =
      inScope.isEmpty ? nil : Double(right.values.reduce(0, +)) / Double(inScope.count)
    intents = Set(support.keys).union(given.keys).sorted().map { name in
      IntentScore(
        intent: name, support: support[name] ?? 0, precision: share(right[name], given[name]),
        recall: share(right[name], support[name]))
    }
  }

  /// The mean of the intents' F1, each counting the same; nil where there are none.
  package var macroF1: Double? {
    intents.isEmpty ? nil : intents.map(\.f1).reduce(0, +) / Double(intents.count)
  }
}
