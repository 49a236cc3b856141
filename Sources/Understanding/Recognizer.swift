/// Text → what the customer means, and why we think so.
///
///     normalise → entities → shorthand → templates → keyword sets → classifier → what the chat expects
///
/// Built once from a bot's content, and never changed; without clock, files or randomness: the same
/// content and the same question give the same answer, on any thread. A class, because all chats
/// share its tables: a value of this size is copied field by field.
package final class Recognizer: Sendable {
  /// The language of texts in which nothing tells.
  package let defaultLanguage: Language
  package let thresholds: Thresholds

  /// Whether its model was read and not trained.
  package let isDecoded: Bool

  let normalizer = Normalizer()
  let extractor: EntityExtractor
  let mask: EntityMask
  let sentences: SentenceTable
  let keywords: KeywordRules
  let shorthand: ShorthandTable
  let classifier: IntentClassifier
  private let detector: LanguageDetector

  /// Compiles the rules, trains and calibrates: see `RecognizerBlueprint`.
  package convenience init(
    _ source: UnderstandingSource, thresholds: Thresholds = Thresholds(),
    defaultLanguage: Language = .english
  ) {
    let blueprint = RecognizerBlueprint(
      source, thresholds: thresholds, defaultLanguage: defaultLanguage)
    self.init(blueprint, classifier: blueprint.training.classifier(thresholds: thresholds))
  }

  init(
    _ blueprint: RecognizerBlueprint, classifier: IntentClassifier, isDecoded: Bool = false
  ) {
    self.isDecoded = isDecoded
    defaultLanguage = blueprint.defaultLanguage
    thresholds = blueprint.thresholds
    extractor = blueprint.extractor
    mask = blueprint.mask
    sentences = blueprint.sentences
    keywords = blueprint.keywords
    shorthand = blueprint.shorthand
    detector = blueprint.detector
    self.classifier = classifier
  }

  /// What training made; `RecognizerBlueprint.recognizer(decoding:)` reads it.
  package var encodedModel: [UInt8] { classifier.encoded() }

  /// What the classifier's weights take in memory.
  package var modelBytes: Int { classifier.modelBytes }

  /// What `text` means.
  ///
  /// `language` nil detects it, `expecting` nil applies no state; dates are relative to `now`. What
  /// was refused has no evidence, unless `explainsRefusal` asks what spoke for the likeliest.
  package func understand(
    _ text: String, language: Language?, now: LocalTime, expecting: ExpectedAnswer? = nil,
    explainsRefusal: Bool = false
  ) -> Understanding {
    let language =
      language ?? detectLanguage(text, default: defaultLanguage) ?? defaultLanguage
    let reading = Reading(
      text, language: language, now: now, expecting: expecting, recognizer: self)
    let understanding = Decision(
      reading, recognizer: self, explainsRefusal: explainsRefusal
    ).understanding
    let others = OtherWishes(reading, besides: understanding, recognizer: self)
    return understanding.with(others.wishes, expected: expecting?.intents ?? [])
  }

  /// What the classifier alone makes of `text`, entities masked: for checking examples, which
  /// otherwise match as the sentences they are.
  package func classify(_ text: String, language: Language) -> Classification {
    let now = LocalTime(secondsSince1970: 0, offsetSeconds: 0)
    let reading = Reading(text, language: language, now: now, expecting: nil, recognizer: self)
    return classification(of: reading.masked, withoutMarks: reading.withoutMarks)
  }

  func classification(of text: NormalizedText, withoutMarks: Bool) -> Classification {
    classifier.classify(text, withoutMarks: withoutMarks)
  }

  /// The language of `text`; nil where nothing tells.
  ///
  /// `default` settles the script of Chinese
  /// that both scripts write alike.
  package func detectLanguage(_ text: String, default: Language) -> Language? {
    detector.language(of: text, default: `default`)
  }
}
