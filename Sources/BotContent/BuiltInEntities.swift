import Understanding

/// The kinds of entities that need no list in the content.
enum BuiltInEntities {
  /// The names are fixed, those that this version does not find yet included: content may be
  /// written for them, and a list of the content cannot take them.
  static let all = Set(
    EntityExtractor.builtInEntityTypes + [
      "order_number", "phone", "email", "amount", "quantity", "date", "size", "height", "weight",
      "colour", "address",
    ]
  ).sorted()

  /// `text` takes the whole utterance.
  static let forSlots = all + ["text"]
}
