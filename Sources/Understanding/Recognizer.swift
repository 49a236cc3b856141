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
  let keywords: KeywordRules
  let shorthand: ShorthandTable
  let classifier: IntentClassifier
  private let compiled: CompiledExamples
  private let detector: LanguageDetector

  var mask: EntityMask { compiled.mask }
  var sentences: SentenceTable { compiled.sentences }

  /// Compiles the rules, trains and calibrates: see `RecognizerBlueprint`.
  package convenience init(
    _ source: UnderstandingSource, thresholds: Thresholds = Thresholds(),
    defaultLanguage: Language = .english
  ) {
    let blueprint = RecognizerBlueprint(
      source, thresholds: thresholds, defaultLanguage: defaultLanguage)
    self.init(
      blueprint.rules, blueprint.compiled, blueprint.training.classifier(thresholds: thresholds))
  }

  /// Compiles the rules, and reads what examples and training came to from the `encodedModel` of a
  /// recogniser of the same source; nil where that is damaged or of another version.
  package convenience init?(
    _ source: UnderstandingSource, thresholds: Thresholds, defaultLanguage: Language,
    decoding bytes: UnsafeRawBufferPointer
  ) {
    let rules = CompiledRules(source, thresholds: thresholds, defaultLanguage: defaultLanguage)
    do throws(ModelDecoder.Damaged) {
      var decoder = try ModelDecoder(bytes)
      let compiled = try CompiledExamples(from: &decoder)
      let classifier = try IntentClassifier(from: &decoder, concepts: rules.concepts)
      guard decoder.isAtEnd else { return nil }
      self.init(rules, compiled, classifier, isDecoded: true)
    } catch {
      return nil
    }
  }

  init(
    _ rules: CompiledRules, _ compiled: CompiledExamples, _ classifier: IntentClassifier,
    isDecoded: Bool = false
  ) {
    self.isDecoded = isDecoded
    defaultLanguage = rules.defaultLanguage
    thresholds = rules.thresholds
    extractor = rules.extractor
    keywords = rules.keywords
    shorthand = rules.shorthand
    detector = LanguageDetector(votes: compiled.languageVotes, shorthand: rules.shorthands)
    self.compiled = compiled
    self.classifier = classifier
  }

  /// What examples and training came to, so that the next start need not work it out again.
  package var encodedModel: [UInt8] {
    var encoder = ModelEncoder()
    compiled.encode(to: &encoder)
    classifier.encode(to: &encoder)
    return encoder.finish()
  }

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
