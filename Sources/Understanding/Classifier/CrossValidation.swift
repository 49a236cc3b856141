/// Asks a bot's classifier about the bot's own examples, each while it is held out.
///
/// Five times a model learns from four fifths of the examples and is asked about the rest; variants
/// of one sentence stay together, off-topic messages are held out too. The scores are those of the
/// bot's own calibration, so that 0.5 is the threshold in force. No rule takes part: each example
/// would match as the sentence it is.
package struct CrossValidation: Sendable {
  package static let folds = Folds.count
  /// So many stretches explain an error; more would not be read.
  private static let mostLeanings = 3

  private let training: ClassifierTraining
  private let calibration: Calibration
  private let mask: EntityMask
  private let fold: [Int?]

  package init(_ blueprint: RecognizerBlueprint, _ calibration: Calibration) {
    training = blueprint.training
    mask = blueprint.compiled.mask
    self.calibration = calibration
    fold = Folds.numbers(of: training.examples, holdingOutOffTopic: true)
  }

  /// What a model that has not seen the examples of `number` makes of them, in their canonical
  /// order; near misses only teach.
  package func answers(ofFold number: Int) -> [HeldOutAnswer] {
    let held = training.examples.indices.filter { fold[$0] == number }
    if held.isEmpty { return [] }
    let model = training.model(
      of: training.examples.indices.filter { fold[$0] != number }.map { training.examples[$0] })
    let classifier = IntentClassifier(model: model, calibration: calibration)
    return held.compactMap { index in
      let example = training.examples[index]
      guard example.role == .example, let origin = example.origin else { return nil }
      let verdict = classifier.classify(example.text, withoutMarks: example.withoutMarks)
      let best = verdict.candidates.first
      var answer = HeldOutAnswer(
        expected: example.label, predicted: best?.intent, score: verdict.score,
        inScope: verdict.inScope, text: sentence(origin.written),
        language: origin.language, location: origin.location, lacksMarks: origin.lacksMarks)
      if let best, !answer.isRight, example.label != nil || answer.isAnswered {
        let label = example.label.flatMap { model.labels.firstIndex(of: $0) }
        let raw = Array(origin.written.unicodeScalars)
        answer.misleading = model.leanings(
          of: verdict.reading, to: best.label, over: label, limit: Self.mostLeanings
        ).map {
          Leaning(text: shown(raw[$0.place]), concept: $0.concept.map(shown), weight: $0.weight)
        }
      }
      return answer
    }
  }

  /// What a template's optional parts leave has spaces to spare.
  private func sentence(_ written: String) -> String {
    shown(written).split(separator: " ").joined(separator: " ")
  }

  private func shown(_ text: String) -> String { shown(text.unicodeScalars) }

  /// `scalars` with the names of entities for their place-holders.
  private func shown(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    scalars.map { mask.name(of: $0) ?? String(Character($0)) }.joined()
  }
}
