/// Text → what the customer means, and why we think so.
///
///     normalise → entities → templates → keyword sets → classifier → what the chat expects
///
/// Built once from a bot's content, and never changed; without clock, files or randomness: the same
/// content and the same question give the same answer, on any thread. A class, because all chats
/// share its tables: a value of this size is copied field by field.
package final class Recognizer: Sendable {
  /// The language of texts in which nothing tells.
  package let defaultLanguage: Language
  package let thresholds: Thresholds

  let normalizer = Normalizer()
  let extractor: EntityExtractor
  let mask: EntityMask
  let sentences: SentenceTable
  let keywords: KeywordRules
  let concepts: ConceptTable
  let classifier: IntentClassifier
  private let detector: LanguageDetector

  /// Compiles the rules, trains and calibrates.
  ///
  /// The order of intents and examples does not matter.
  /// Templates that do not parse are left out: the content's checker has refused them before.
  package init(
    _ source: UnderstandingSource, thresholds: Thresholds = Thresholds(),
    defaultLanguage: Language = .english
  ) {
    self.thresholds = thresholds
    self.defaultLanguage = defaultLanguage
    extractor = EntityExtractor(
      lists: source.entities, orderNumberShapes: source.orderNumberShapes)
    concepts = ConceptTable(source.concepts)
    keywords = KeywordRules(source.intents, concepts: source.concepts)
    let compiler = ExampleCompiler(source, extractor: extractor, concepts: concepts)
    mask = compiler.mask
    sentences = compiler.sentences
    detector = LanguageDetector(examples: compiler.languageExamples)
    classifier = IntentClassifier(prepared: compiler.examples, thresholds: thresholds)
  }

  /// What `text` means.
  ///
  /// `language` nil detects it, `expecting` nil applies no state; dates are relative to `now`.
  package func understand(
    _ text: String, language: Language?, now: LocalTime, expecting: ExpectedAnswer? = nil
  ) -> Understanding {
    let language =
      language ?? detectLanguage(text, default: defaultLanguage) ?? defaultLanguage
    let reading = Reading(
      text, language: language, now: now, expecting: expecting, recognizer: self)
    return Decision(reading, recognizer: self).understanding
  }

  /// What the classifier alone makes of `text`, entities masked: for checking examples, which
  /// otherwise match as the sentences they are.
  package func classify(_ text: String, language: Language) -> Classification {
    let now = LocalTime(secondsSince1970: 0, offsetSeconds: 0)
    let reading = Reading(text, language: language, now: now, expecting: nil, recognizer: self)
    return classification(of: reading.masked, withoutMarks: reading.withoutMarks)
  }

  func classification(of text: NormalizedText, withoutMarks: Bool) -> Classification {
    let found = concepts.matches(in: text, withoutMarks: withoutMarks)
    return classifier.classify(FeatureSource(text, concepts: found))
  }

  /// The language of `text`; nil where nothing tells.
  ///
  /// `default` settles the script of Chinese
  /// that both scripts write alike.
  package func detectLanguage(_ text: String, default: Language) -> Language? {
    detector.language(of: text, default: `default`)
  }
}
