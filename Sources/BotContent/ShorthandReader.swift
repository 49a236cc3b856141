import Dialogs
import Understanding

/// Reads `intents/_shorthand.yaml`: the words that customers shorten, with what they stand for.
struct ShorthandReader {
  let log: FindingLog

  /// The entries of `shorthand: {vi: {không: [ko, k]}}`.
  func shorthand(_ root: ContentNode) -> [Shorthand] {
    guard let fields = FieldReader(root, of: "the shorthand file", log: log) else { return [] }
    defer { fields.finish() }
    guard let node = fields.required("shorthand"),
      let languages = FieldReader(node, of: "`shorthand`", log: log)
    else { return [] }
    let all = ExampleLanguage.allCases.flatMap { language in
      entries(languages.entries(language.rawValue), of: language)
    }
    languages.finish()
    return all
  }

  private func entries(
    _ meanings: [ContentNode.Field], of language: ExampleLanguage
  ) -> [Shorthand] {
    var known: [String: Shorthand] = [:]
    for meaning in meanings {
      let forms = meaning.value.reading(log).texts() ?? []
      if case .list = meaning.value.value, forms.isEmpty {
        log.error(.empty, at: meaning.value.location, "there are no words here")
      }
      for form in forms {
        let entry = Shorthand(
          form.text, for: meaning.key, language: language, location: form.location)
        let key = Normalizer().normalize(form.text).string
        if let mistake = mistake(key, entry, known[key]) {
          log.error(mistake.rule, at: form.location, mistake.message)
        } else {
          known[key] = entry
        }
      }
    }
    for meaning in meanings {
      guard let other = known[Normalizer().normalize(meaning.key).string] else { continue }
      log.error(
        .wrongValue, at: meaning.keyLocation,
        "`\(meaning.key)` is itself short for `\(other.meaning)`, in line "
          + "\(other.location.line), and nothing is written out twice",
        suggestion: other.meaning)
    }
    return known.values.sorted { $0.location < $1.location }
  }

  private func mistake(
    _ key: String, _ entry: Shorthand, _ first: Shorthand?
  ) -> (rule: FindingRule, message: String)? {
    guard key.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) else {
      return (.wrongValue, "there is no letter in `\(entry.form)`; numbers stay as they are")
    }
    let meaning = Normalizer().normalize(entry.meaning).string
    if key == meaning {
      return (.wrongValue, "`\(entry.form)` stands for itself; take it out")
    }
    // Chinese forms count wherever they stand, also where everything was written in full.
    if entry.language == .zh, !key.utf8.contains(where: { $0 < 0x80 }), meaning.contains(key) {
      return (
        .wrongValue,
        "`\(entry.form)` is a part of `\(entry.meaning)`, which would be written out as well"
      )
    }
    guard let first else { return nil }
    return (
      .duplicateName,
      "`\(entry.form)` stands for `\(first.meaning)` already, in line \(first.location.line)"
    )
  }
}
