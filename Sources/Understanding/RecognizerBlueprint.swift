/// A recogniser but for what training makes: rules compiled, examples prepared.
///
///     blueprint ──▶ model ──▶ calibration ──▶ recogniser
///
/// `trained` goes all the way; whoever times the steps, or keeps what they made, takes
/// them one by one.
package struct RecognizerBlueprint: Sendable {
  let thresholds: Thresholds
  let defaultLanguage: Language
  let extractor: EntityExtractor
  let mask: EntityMask
  let sentences: SentenceTable
  let keywords: KeywordRules
  let shorthand: ShorthandTable
  let concepts: ConceptTable
  let detector: LanguageDetector
  private let examples: [ClassifierTraining.Example]

  /// Compiles the rules and prepares the examples.
  ///
  /// The order of intents and examples does not matter. Templates that do not parse are left out:
  /// the content's checker has refused them before.
  package init(
    _ source: UnderstandingSource, thresholds: Thresholds = Thresholds(),
    defaultLanguage: Language = .english
  ) {
    self.thresholds = thresholds
    self.defaultLanguage = defaultLanguage
    extractor = EntityExtractor(
      lists: source.entities, orderNumberShapes: source.orderNumberShapes)
    shorthand = ShorthandTable(source.shorthand)
    concepts = ConceptTable(source.concepts, shorthand: shorthand)
    keywords = KeywordRules(source.intents, concepts: concepts.written, shorthand: shorthand)
    let compiler = ExampleCompiler(
      source, extractor: extractor, concepts: concepts, shorthand: shorthand)
    mask = compiler.mask
    sentences = compiler.sentences
    detector = LanguageDetector(
      examples: compiler.languageExamples, shorthand: source.shorthand)
    examples = compiler.examples
  }

  var training: ClassifierTraining { ClassifierTraining(examples, concepts: concepts) }

  /// How many sentences teach; a template counts once for each of its sentences that does.
  package var exampleCount: Int { examples.count }

  package var intentCount: Int { ClassifierTraining.labels(of: examples).count }

  /// Fits the model.
  package func fit() -> IntentModel { training.model() }

  /// Finds the threshold of `model`, without any text that is out of scope.
  package func calibrate(_ model: IntentModel) -> Calibration {
    training.calibration(of: model, quantile: thresholds.quantile)
  }

  /// All steps.
  package func trained() -> Recognizer {
    Recognizer(self, classifier: training.classifier(thresholds: thresholds))
  }

  package func recognizer(_ model: IntentModel, _ calibration: Calibration) -> Recognizer {
    Recognizer(self, classifier: IntentClassifier(model: model, calibration: calibration))
  }

  /// The recogniser whose `encodedModel` that is; nil where `bytes` are damaged, of another version
  /// or of other intents.
  package func recognizer(decoding bytes: [UInt8]) -> Recognizer? {
    IntentClassifier(decoding: bytes, concepts: concepts).flatMap { classifier in
      classifier.labels == ClassifierTraining.labels(of: examples)
        ? Recognizer(self, classifier: classifier, isDecoded: true) : nil
    }
  }
}
