@testable import Understanding

extension IntentClassifier {
  /// Learns from sentences as they are, without rules, entities or concepts.
  init(
    examples: [(label: String, text: String)], offTopic: [String] = [],
    thresholds: Thresholds = Thresholds()
  ) {
    let normalizer = Normalizer()
    let all =
      examples.map { (label: Optional($0.label), text: $0.text) } + offTopic.map { (nil, $0) }
    let prepared = all.map { label, text in
      let normalized = normalizer.normalize(text)
      return ClassifierTraining.Example(
        label: label, text: normalized, group: normalized.plainString)
    }
    self = ClassifierTraining(prepared).classifier(thresholds: thresholds)
  }

  func classify(_ text: String) -> Classification {
    classify(Normalizer().normalize(text), withoutMarks: false)
  }
}
