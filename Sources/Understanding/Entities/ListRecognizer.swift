/// The content's own lists: sizes, products, towns – every value with the forms customers write.
struct ListRecognizer: Sendable {
  private var phrases = PhraseTable()
  private var meanings: [(type: String, value: String)] = []

  init(_ lists: [ListEntity]) {
    for list in lists {
      for value in list.values {
        let number = meanings.count
        meanings.append((list.name, value.value))
        for form in [value.value] + value.forms { phrases.insert(form, as: number) }
      }
    }
  }

  func findings(in context: EntityContext) -> [EntityFinding] {
    phrases.matches(in: context.text, withoutMarks: context.language == .vietnamese).map {
      EntityFinding(
        type: meanings[$0.phrase].type, value: meanings[$0.phrase].value, range: $0.range)
    }
  }
}
