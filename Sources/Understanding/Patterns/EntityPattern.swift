/// A shape that a shop's own codes have, as its author writes it.
///
///     TS-\d{3}            the letters themselves, three digits
///     [A-Z]{2}\d{6,8}     two letters, six to eight digits
///     (SN|HP)-\d+(-\w)?   alternatives, repetition, an optional part
///
/// A match is whole words, in any case and width; `PatternParser` has the grammar.
package struct EntityPattern: Hashable, Sendable {
  package var text: String
  package var location: SourceLocation

  package init(_ text: String, location: SourceLocation) {
    self.text = text
    self.location = location
  }
}

extension EntityPattern {
  /// What is wrong with `pattern`; nil where it is in order.
  package static func mistake(in pattern: String) -> PatternError? {
    do {
      _ = try PatternAutomaton(parsing: pattern)
      return nil
    } catch {
      return error
    }
  }
}
