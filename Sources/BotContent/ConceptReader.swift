import Dialogs
import Understanding

/// Reads `intents/_concepts.yaml`.
struct ConceptReader {
  let log: FindingLog

  /// The words of `concepts: {parcel: {zh: […], vi: […], en: […]}}`.
  func concepts(_ root: ContentNode) -> [ConceptDraft] {
    guard let fields = FieldReader(root, of: "the concepts file", log: log) else { return [] }
    defer { fields.finish() }
    return (fields.required("concepts")?.reading(log).fields() ?? []).map { entry in
      let forms = IntentReader(log: log).sentences(entry.value, emptyIsFine: false)
      return ConceptDraft(
        definition: Concept(
          name: entry.key, forms: forms.map(\.template), location: entry.keyLocation),
        forms: forms)
    }
  }
}
