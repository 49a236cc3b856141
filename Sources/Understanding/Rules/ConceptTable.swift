/// Finds the concepts of a bot in a text, from left to right, the longest form first.
struct ConceptTable: Sendable {
  private var phrases = PhraseTable()
  private let names: [String]
  /// Each concept's forms, for templates.
  let forms: [String: [String]]
  /// The concepts with every form as it stands in a text that was written out, too.
  let written: [Concept]

  /// Place-holders for concepts lie beyond those that stand for entities.
  private static let firstPlaceholder: UInt32 = 0xF8000

  var isEmpty: Bool { forms.isEmpty }

  init(_ concepts: [Concept], shorthand: ShorthandTable = ShorthandTable()) {
    forms = Dictionary(concepts.map { ($0.name, $0.forms) }, uniquingKeysWith: +)
    let written = concepts.map { concept in
      var concept = concept
      concept.forms = concept.forms.flatMap(shorthand.forms)
      return concept
    }.sorted { $0.name < $1.name }
    self.written = written
    names = forms.keys.sorted()
    var (number, name) = (-1, String?.none)
    for concept in written {
      if concept.name != name { number += 1 }
      name = concept.name
      for form in concept.forms { phrases.insert(form, as: number) }
    }
  }

  /// Every form of every concept, normalised, in a fixed order.
  var words: [NormalizedText] { written.flatMap(\.forms).map(Normalizer().normalize) }

  /// `<parcel>` for its place-holder; nil for any other scalar.
  func name(of scalar: Unicode.Scalar) -> String? {
    guard scalar.value >= Self.firstPlaceholder else { return nil }
    let number = Int(scalar.value - Self.firstPlaceholder)
    return number < names.count ? "<\(names[number])>" : nil
  }

  /// `text` with one place-holder for each word or phrase of a concept, so that a parcel, 快递 and
  /// a kiện hàng are the same.
  func abstracted(_ text: NormalizedText, withoutMarks: Bool) -> NormalizedText {
    let matches = phrases.longestMatches(in: text, withoutMarks: withoutMarks)
    if matches.isEmpty { return text }
    var result = NormalizedText()
    result.reserve(text.count)
    var copied = 0
    for match in matches {
      for i in copied..<match.range.lowerBound { result.append(text, at: i) }
      copied = match.range.upperBound
      guard let placeholder = Unicode.Scalar(Self.firstPlaceholder + UInt32(match.phrase)) else {
        continue
      }
      result.append(
        placeholder, start: text.starts[match.range.lowerBound], end: text.ends[copied - 1])
    }
    for i in copied..<text.count { result.append(text, at: i) }
    return result
  }
}
