/// Where an example comes from, for reports about it.
struct ExampleOrigin: Sendable {
  /// As its author wrote it, one variant of the template, entities as place-holders; offsets of the
  /// example's text point into it.
  var written: String
  var language: ExampleLanguage
  var location: SourceLocation
  /// Whether it is the second form of a Vietnamese sentence, without its marks.
  var lacksMarks = false
}
