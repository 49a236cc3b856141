/// Finds the concepts of a bot in a text, from left to right, the longest form first.
struct ConceptTable: Sendable {
  private var phrases = PhraseTable()
  /// Each concept's forms, for templates.
  let forms: [String: [String]]

  init(_ concepts: [Concept]) {
    forms = Dictionary(concepts.map { ($0.name, $0.forms) }, uniquingKeysWith: +)
    for (number, name) in forms.keys.sorted().enumerated() {
      for form in forms[name] ?? [] { phrases.insert(form, as: number) }
    }
  }

  func matches(in text: NormalizedText, withoutMarks: Bool) -> [PhraseMatch] {
    forms.isEmpty ? [] : phrases.longestMatches(in: text, withoutMarks: withoutMarks)
  }
}
