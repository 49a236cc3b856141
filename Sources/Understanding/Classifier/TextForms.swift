/// Brings a normalised text into the two forms that the models are trained on.
struct TextForms: Sendable {
  let spelling: Spelling
  let concepts: ConceptTable

  /// Knows the words of `sentences` and of the concepts.
  init(_ sentences: some Sequence<NormalizedText>, concepts: ConceptTable) {
    spelling = Spelling(Array(sentences) + concepts.words)
    self.concepts = concepts
  }

  init(spelling: Spelling, concepts: ConceptTable) {
    self.spelling = spelling
    self.concepts = concepts
  }

  func mended(_ text: NormalizedText) -> NormalizedText { spelling.mended(text) }

  /// `text` with a place-holder for each word or phrase of a concept.
  func abstracted(_ text: NormalizedText, withoutMarks: Bool) -> NormalizedText {
    concepts.abstracted(text, withoutMarks: withoutMarks)
  }
}
