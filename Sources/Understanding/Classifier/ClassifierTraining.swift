/// What a classifier learns from, and the steps of learning, for whoever wants to time them.
///
/// The order in which examples come does not matter, nor on which thread they are learnt.
struct ClassifierTraining: Sendable {
  /// One example, prepared; `label` nil is off-topic.
  struct Example: Sendable {
    var label: String?
    var text: NormalizedText
    /// Whether the words of Vietnamese concepts count without their marks, too.
    var withoutMarks = false
    var role = LinearTrainer.Role.example
    /// Examples of one group are variants of one sentence and never part in cross-validation.
    var group: String
    /// Whether cross-validation may ask about it; names of intents only teach.
    var isSentence = true
    /// Where the content has it; nil for what nobody wrote.
    var origin: ExampleOrigin?
  }

  let labels: [String]
  /// In their canonical order.
  let examples: [Example]
  let concepts: ConceptTable

  init(_ examples: [Example], concepts: ConceptTable = ConceptTable([])) {
    labels = Self.labels(of: examples)
    self.examples = Self.canonical(examples + labels.map(Self.nameExample))
    self.concepts = concepts
  }

  /// The intents that examples teach, sorted.
  static func labels(of examples: [Example]) -> [String] {
    Array(Set(examples.lazy.compactMap(\.label))).sorted()
  }

  /// The intent's name in words is an example too: worth three points where examples are few.
  private static func nameExample(_ label: String) -> Example {
    let words = label.map { $0 == "." || $0 == "_" ? " " : $0 }
    let text = Normalizer().normalize(String(words))
    return Example(label: label, text: text, group: "", isSentence: false)
  }

  private static func canonical(_ examples: [Example]) -> [Example] {
    examples.map { (key: ($0.label ?? "", $0.group, $0.text.string), value: $0) }
      .sorted {
        if $0.key != $1.key { return $0.key < $1.key }
        return ($0.value.role.rawValue, $0.value.isSentence ? 1 : 0)
          < ($1.value.role.rawValue, $1.value.isSentence ? 1 : 0)
      }
      .map(\.value)
  }

  /// Fits a model to all examples.
  func model() -> IntentModel { model(of: examples) }

  /// Fits a model to some of the examples, in their canonical order.
  func model(of examples: [Example]) -> IntentModel {
    let numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    let hasOffTopic = examples.contains { $0.label == nil }
    func fit(_ form: (Example) -> NormalizedText) -> LinearModel {
      let rows = examples.map { example in
        LinearTrainer.Example(
          label: example.label.flatMap { numbers[$0] } ?? labels.count,
          source: FeatureSource(form(example)), role: example.role)
      }
      return LinearTrainer().model(
        intents: labels.count, hasOffTopic: hasOffTopic, examples: rows)
    }
    return IntentModel(
      labels: labels, hasOffTopic: hasOffTopic, words: fit(\.text),
      concepts: concepts.isEmpty
        ? nil : fit { concepts.abstracted($0.text, withoutMarks: $0.withoutMarks) },
      forms: TextForms(examples.lazy.map(\.text), concepts: concepts))
  }

  /// Finds the threshold by cross-validation; `model` is the one of all examples.
  func calibration(of model: IntentModel, quantile: Double?) -> Calibration {
    Calibration(self, model: model, quantile: quantile)
  }

  /// All steps.
  func classifier(thresholds: Thresholds) -> IntentClassifier {
    let model = model()
    return IntentClassifier(
      model: model, calibration: calibration(of: model, quantile: thresholds.quantile))
  }
}
