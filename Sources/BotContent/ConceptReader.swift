import Dialogs
import Understanding

/// Reads `intents/_concepts.yaml`, and sees to it that no word stands in two concepts: which of them
/// a sentence is about would hang on the order of their names.
struct ConceptReader {
  let log: FindingLog

  private struct Place {
    var concept: String
    var form: ExampleSentence
  }

  /// The words of `concepts: {parcel: {zh: […], vi: […], en: […]}}`.
  func concepts(_ root: ContentNode) -> [Concept] {
    guard let fields = FieldReader(root, of: "the concepts file", log: log) else { return [] }
    defer { fields.finish() }
    var known: [String: Place] = [:]
    var knownPlain: [String: Place] = [:]
    return (fields.required("concepts")?.reading(log).fields() ?? []).map { entry in
      let forms = IntentReader(log: log).sentences(entry.value, emptyIsFine: false)
      for form in forms {
        let text = Normalizer().normalize(form.template)
        let place = Place(concept: entry.key, form: form)
        if let first = known[text.string] {
          reportTwice(place, first)
        } else if let first = knownPlain[text.plainString], first.concept != entry.key,
          form.language == .vi || first.form.language == .vi
        {
          log.warning(
            .duplicateSentence, at: form.location,
            "without its marks this reads like “\(first.form.template)” of "
              + "`\(first.concept)`, in line \(first.form.location.line); write a longer phrase")
        }
        known[text.string] = known[text.string] ?? place
        knownPlain[text.plainString] = knownPlain[text.plainString] ?? place
      }
      return Concept(
        name: entry.key, forms: forms.map(\.template), location: entry.keyLocation)
    }
  }

  private func reportTwice(_ place: Place, _ first: Place) {
    let line = first.form.location.line
    if place.concept != first.concept {
      log.error(
        .duplicateSentence, at: place.form.location,
        "this is also a word of `\(first.concept)`, in line \(line); "
          + "it can belong to one concept only")
    } else if place.form.language == first.form.language {
      log.warning(
        .duplicateSentence, at: place.form.location,
        "this word is there already, in line \(line)")
    }
  }
}
