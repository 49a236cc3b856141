import Understanding

/// The kinds of entities that need no list in the content.
enum BuiltInEntities {
  static let all = EntityExtractor.builtInEntityTypes.sorted()

  /// `text` takes the whole utterance.
  static let forSlots = all + ["text"]
}
