/// Which intent a text is nearest to, and whether it is near enough, learnt from examples.
package struct IntentClassifier: Sendable {
  /// One example, prepared; `label` nil is off-topic.
  struct Example: Sendable {
    var label: String?
    var source: FeatureSource
    var role = IntentTrainer.Role.example
    /// Examples of one group are variants of one sentence and never part in cross-validation.
    var group: String
    /// Whether cross-validation may ask about it; names of intents only teach.
    var isSentence = true
  }

  let model: IntentModel
  let calibration: Calibration

  /// Learns from sentences of customers, normalised on the way, without concepts or entities.
  package init(
    examples: [(label: String, text: String)], offTopic: [String] = [],
    thresholds: Thresholds = Thresholds()
  ) {
    let normalizer = Normalizer()
    var prepared = examples.map { label, text in
      let normalized = normalizer.normalize(text)
      return Example(
        label: label, source: FeatureSource(normalized), group: normalized.plainString)
    }
    prepared += offTopic.map { text in
      let normalized = normalizer.normalize(text)
      return Example(label: nil, source: FeatureSource(normalized), group: normalized.plainString)
    }
    self.init(prepared: prepared, thresholds: thresholds)
  }

  init(prepared: [Example], thresholds: Thresholds) {
    let labels = Array(Set(prepared.compactMap(\.label))).sorted()
    let examples = Self.canonical(prepared + labels.map(Self.nameExample))
    calibration = Calibration(examples: examples, labels: labels, quantile: thresholds.quantile)
    model = Self.fit(examples, labels: labels)
  }

  /// The intents, sorted by name.
  package var labels: [String] { model.labels }

  /// What the weights take in memory.
  package var modelBytes: Int { model.bytes }

  package func classify(_ text: String) -> Classification {
    classify(FeatureSource(Normalizer().normalize(text)))
  }

  func classify(_ source: FeatureSource) -> Classification {
    Classification(model.vocabulary.vector(of: source), model: model, calibration: calibration)
  }

  /// The intent's name in words is an example too: worth three points where examples are few.
  private static func nameExample(_ label: String) -> Example {
    let words = label.map { $0 == "." || $0 == "_" ? " " : $0 }
    let text = Normalizer().normalize(String(words))
    return Example(label: label, source: FeatureSource(text), group: "", isSentence: false)
  }

  private static func canonical(_ examples: [Example]) -> [Example] {
    examples.map { (key: ($0.label ?? "", $0.group, $0.source.text.string), value: $0) }
      .sorted {
        if $0.key != $1.key { return $0.key < $1.key }
        return ($0.value.role.rawValue, $0.value.isSentence ? 1 : 0)
          < ($1.value.role.rawValue, $1.value.isSentence ? 1 : 0)
      }
      .map(\.value)
  }

  /// Fits a model to examples in canonical order.
  static func fit(_ examples: [Example], labels: [String]) -> IntentModel {
    let numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    let hasOffTopic = examples.contains { $0.label == nil }
    let numbered = examples.compactMap { example -> IntentTrainer.Example? in
      guard let label = example.label else {
        return IntentTrainer.Example(label: labels.count, source: example.source)
      }
      guard let number = numbers[label] else { return nil }
      return IntentTrainer.Example(label: number, source: example.source, role: example.role)
    }
    return IntentTrainer().model(labels: labels, hasOffTopic: hasOffTopic, examples: numbered)
  }
}
