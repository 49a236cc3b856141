/// A recogniser but for what training makes: rules compiled, examples prepared.
///
///     blueprint ──▶ model ──▶ calibration ──▶ recogniser
///
/// `trained` goes all the way; whoever times the steps, or keeps what they made, takes
/// them one by one.
package struct RecognizerBlueprint: Sendable {
  let rules: CompiledRules
  let compiled: CompiledExamples
  private let examples: [ClassifierTraining.Example]

  /// Compiles the rules and prepares the examples.
  ///
  /// The order of intents and examples does not matter. Templates that do not parse are left out:
  /// the content's checker has refused them before.
  package init(
    _ source: UnderstandingSource, thresholds: Thresholds = Thresholds(),
    defaultLanguage: Language = .english
  ) {
    rules = CompiledRules(source, thresholds: thresholds, defaultLanguage: defaultLanguage)
    let compiler = ExampleCompiler(
      source, extractor: rules.extractor, concepts: rules.concepts, shorthand: rules.shorthand)
    compiled = CompiledExamples(
      mask: compiler.mask, sentences: compiler.sentences,
      languageVotes: LanguageDetector.votes(of: compiler.languageExamples))
    examples = compiler.examples
  }

  var training: ClassifierTraining { ClassifierTraining(examples, concepts: rules.concepts) }

  /// How many sentences teach; a template counts once for each of its sentences that does.
  package var exampleCount: Int { examples.count }

  package var intentCount: Int { ClassifierTraining.labels(of: examples).count }

  /// Fits the model.
  package func fit() -> IntentModel { training.model() }

  /// Finds the threshold of `model`, without any text that is out of scope.
  package func calibrate(_ model: IntentModel) -> Calibration {
    training.calibration(of: model, quantile: rules.thresholds.quantile)
  }

  /// All steps.
  package func trained() -> Recognizer {
    Recognizer(rules, compiled, training.classifier(thresholds: rules.thresholds))
  }

  package func recognizer(_ model: IntentModel, _ calibration: Calibration) -> Recognizer {
    Recognizer(rules, compiled, IntentClassifier(model: model, calibration: calibration))
  }
}
