/// What understanding needs of a bot's content beside its examples.
struct CompiledRules: Sendable {
  let thresholds: Thresholds
  let defaultLanguage: Language
  let extractor: EntityExtractor
  let keywords: KeywordRules
  let shorthand: ShorthandTable
  let concepts: ConceptTable
  /// What the language detector knows of shorthand.
  let shorthands: [Shorthand]

  init(
    _ source: UnderstandingSource, thresholds: Thresholds, defaultLanguage: Language
  ) {
    self.thresholds = thresholds
    self.defaultLanguage = defaultLanguage
    extractor = EntityExtractor(
      lists: source.entities, orderNumberShapes: source.orderNumberShapes)
    shorthand = ShorthandTable(source.shorthand)
    concepts = ConceptTable(source.concepts, shorthand: shorthand)
    keywords = KeywordRules(source.intents, concepts: concepts.written, shorthand: shorthand)
    shorthands = source.shorthand
  }
}
