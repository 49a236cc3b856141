/// Turns the example sentences of the content into exact sentences, training examples and words
/// for the language detector.
struct ExampleCompiler {
  /// So many sentences of one template teach the classifier; more would only drown the others.
  private static let mostTaught = 8
  /// So many are matched exactly, concepts spelled out; the classifier covers the rest.
  private static let mostMatched = 4000

  private(set) var sentences = SentenceTable()
  private(set) var examples: [ClassifierTraining.Example] = []
  private(set) var languageExamples: [(language: ExampleLanguage, text: NormalizedText)] = []
  let mask: EntityMask
  private let extractor: EntityExtractor
  private let concepts: ConceptTable
  private let shorthand: ShorthandTable
  /// Leaves place-holders alone.
  private let normalizer = Normalizer(keepsPlaceholders: true)

  init(
    _ source: UnderstandingSource, extractor: EntityExtractor, concepts: ConceptTable,
    shorthand: ShorthandTable
  ) {
    self.shorthand = shorthand
    self.extractor = extractor
    self.concepts = concepts
    let all = source.intents.flatMap { $0.examples + $0.nearMisses } + source.offTopic
    let parsed = Dictionary(
      all.compactMap { sentence in sentence.parsed.map { (sentence, $0) } },
      uniquingKeysWith: { first, _ in first })
    // Digits somebody was assigned teach nothing; other entities only count where content says so.
    mask = EntityMask(
      types: Set(parsed.values.flatMap(\.entities)).union(["order_number", "phone", "email"]))
    for intent in source.intents {
      for example in intent.examples {
        add(example, parsed[example], intent: intent.name, role: .example)
      }
      for nearMiss in intent.nearMisses {
        add(nearMiss, parsed[nearMiss], intent: intent.name, role: .nearMiss)
      }
    }
    for sentence in source.offTopic {
      add(sentence, parsed[sentence], intent: nil, role: .example)
    }
  }

  private mutating func add(
    _ sentence: ExampleSentence, _ template: SentenceTemplate?, intent: String?,
    role: LinearTrainer.Role
  ) {
    guard let template else { return }
    let isVietnamese = sentence.language == .vi
    let all = template.sentences()
    // What is matched and taught is spelled out once.
    var spelled: [Int: Spelled] = [:]
    if let intent {
      let entry = SentenceTable.Entry(
        intent: intent, isNearMiss: role == .nearMiss, template: sentence.template,
        location: sentence.location)
      var left = Self.mostMatched
      for (index, pieces) in all.enumerated() where left > 0 {
        let texts = spelledOut(pieces, sentence.language, limit: left)
        for (text, _) in texts { sentences.insert(text, entry, alsoPlain: isVietnamese) }
        left -= texts.count
        spelled[index] = texts.first
      }
    }
    for index in SentenceTemplate.spread(all.count, limit: Self.mostTaught) {
      guard
        let spelled = spelled[index] ?? spelledOut(all[index], sentence.language, limit: 1).first,
        spelled.text.count > 0
      else { continue }
      teach(spelled, sentence, intent: intent, role: role)
    }
  }

  private mutating func teach(
    _ spelled: Spelled, _ sentence: ExampleSentence, intent: String?, role: LinearTrainer.Role
  ) {
    let isVietnamese = sentence.language == .vi
    let text = spelled.text
    let plain = isVietnamese ? text.withoutMarks() : text
    for (index, text) in [text, plain].enumerated() {
      if index == 1, text.scalars == examples.last?.text.scalars { continue }
      examples.append(
        ClassifierTraining.Example(
          label: intent, text: text, withoutMarks: isVietnamese, role: role,
          group: sentence.template,
          origin: ExampleOrigin(
            written: spelled.written, language: sentence.language, location: sentence.location,
            lacksMarks: index == 1)))
    }
    if role == .example, intent != nil { languageExamples.append((sentence.language, text)) }
  }

  /// A sentence, normalised, written out and masked, and as its author wrote it.
  private typealias Spelled = (text: NormalizedText, written: String)

  /// The sentence, once for each choice of its concepts' words.
  private func spelledOut(
    _ pieces: [SentenceTemplate.Piece], _ language: ExampleLanguage, limit: Int
  ) -> [Spelled] {
    var heads = [""]
    for piece in pieces {
      switch piece {
      case .text(let text): heads = heads.map { $0 + text }
      case .entity(let name):
        guard let placeholder = mask.placeholder(for: name) else { continue }
        heads = heads.map { $0 + String(Character(placeholder)) }
      case .concept(let name):
        let forms = concepts.forms[name] ?? []
        heads = Array(heads.lazy.flatMap { head in forms.lazy.map { head + $0 } }.prefix(limit))
      }
    }
    return heads.prefix(limit).map { head in
      let folded = normalizer.fold(head)
      // Numbers written out in an example are masked as a customer's are.
      let context = EntityContext(
        folded, language: .english,
        now: LocalTime(secondsSince1970: 0, offsetSeconds: 0))
      let entities = extractor.entities(in: context, raw: Array(head.unicodeScalars))
      let text = shorthand.writtenOut(
        normalizer.squeeze(folded), in: language, entities: entities)
      return (mask.masked(text, entities), head)
    }
  }
}
