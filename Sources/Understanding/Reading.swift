/// A customer's text, read: normalised, shorthand written out, its entities found and masked.
struct Reading: Sendable {
  let text: String
  let raw: [Unicode.Scalar]
  let language: Language
  let now: LocalTime
  let expecting: ExpectedAnswer?
  let normalized: NormalizedText
  let entities: [Entity]
  /// With place-holders for the entities that templates and classifier know.
  let masked: NormalizedText

  /// Vietnamese is matched without its marks too; in other languages `do` is not đỏ.
  var withoutMarks: Bool { language == .vietnamese }

  init(
    _ text: String, language: Language, now: LocalTime, expecting: ExpectedAnswer?,
    recognizer: Recognizer
  ) {
    self.text = text
    self.language = language
    self.now = now
    self.expecting = expecting
    raw = Array(text.unicodeScalars)
    let folded = recognizer.normalizer.fold(text)
    let context = EntityContext(
      folded, language: language, now: now, expected: expecting?.entity)
    entities = recognizer.extractor.entities(in: context, raw: raw)
    normalized = recognizer.shorthand.writtenOut(
      recognizer.normalizer.squeeze(folded), in: language.exampleKey, entities: entities)
    masked = recognizer.mask.masked(normalized, entities)
  }

  /// Whether something is asked: then it is no answer, whatever its words.
  var isQuestion: Bool { QuestionForm.isMarked(raw) }

  /// Whether there is anything a person could mean by it: words, signs or emoji.
  var hasWords: Bool {
    normalized.scalars.contains {
      let kind = ScalarKind($0)
      return kind == .letter || kind == .ideograph || kind == .symbol
    }
  }

  /// Whether it is entities and nothing else.
  var isBareEntity: Bool {
    !entities.isEmpty
      && masked.scalars.allSatisfy {
        $0.value >= 0xF0000 || ScalarKind($0) == .punctuation || ScalarKind($0) == .space
      }
  }

  /// The stretch of the raw text that `range` of `form` came from.
  func rawText(_ range: Range<Int>, of form: NormalizedText) -> String {
    rawText(form.rawRange(of: range))
  }

  /// The stretch of the raw text from the first to the last of `ranges` of `form`.
  func place(of ranges: [Range<Int>], in form: NormalizedText) -> Range<Int>? {
    let places = ranges.map(form.rawRange)
    guard let start = places.map(\.lowerBound).min(), let end = places.map(\.upperBound).max()
    else { return nil }
    return start..<end
  }

  /// That stretch of the raw text.
  func rawText(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: raw[range])
    return String(view)
  }

  /// What is left without the entities, the words that announce them, and what merely fills.
  func rest(_ recognizer: Recognizer) -> NormalizedText {
    var gone = Set<Int>()
    for i in normalized.scalars.indices
    where entities.contains(where: {
      $0.start <= normalized.starts[i] && normalized.starts[i] < $0.end
    }) {
      gone.insert(i)
    }
    for match in EntityCue.filler(in: normalized) { gone.formUnion(match) }
    var result = NormalizedText()
    for i in normalized.scalars.indices {
      if !gone.contains(i) {
        result.append(normalized, at: i)
      } else if let last = result.scalars.last, ScalarKind(last) != .space {
        result.append(" ", start: normalized.starts[i], end: normalized.ends[i])
      }
    }
    return result
  }
}
