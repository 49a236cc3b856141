import Understanding

/// Which example sentence stands where, as a customer's text would be compared to it: without
/// case, marks of punctuation and spacing.
struct SentenceIndex {
  struct Place {
    var intent: String
    var language: ExampleLanguage
    var location: SourceLocation
  }

  private var places: [String: Place] = [:]
  private let normalizer = Normalizer()

  /// Enters a sentence; where it is there already, answers its first place and enters nothing.
  mutating func insert(
    _ sentence: String, of intent: String, _ example: ExampleSentence
  ) -> Place? {
    let key = key(sentence)
    if let first = places[key] { return first }
    places[key] = Place(
      intent: intent, language: example.language, location: example.location)
    return nil
  }

  subscript(sentence: String) -> Place? { places[key(sentence)] }

  /// Entities and concepts stay as they are; `{order_number}` is not the words “order number”.
  private func key(_ sentence: String) -> String {
    var key = ""
    var rest = sentence[...]
    while let open = rest.firstIndex(where: { $0 == "{" || $0 == "<" }) {
      key += words(rest[..<open])
      let close =
        rest[open...].firstIndex { $0 == "}" || $0 == ">" } ?? rest.index(before: rest.endIndex)
      key += rest[open...close]
      rest = rest[rest.index(after: close)...]
    }
    return key + words(rest)
  }

  private func words(_ text: Substring) -> String {
    var words = ""
    var isGap = false
    for scalar in normalizer.normalize(String(text)).scalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.isEmojiPresentation
      {
        if isGap, !scalar.properties.isIdeographic { words += " " }
        words.unicodeScalars.append(scalar)
        isGap = false
      } else {
        isGap = true
      }
    }
    return words
  }
}
