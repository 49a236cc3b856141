@testable import Understanding

/// What holds for the two small languages of content, whatever an author writes.
enum NotationProperty {
  /// A template is refused at a place within it, or stands for a bounded number of sentences.
  static func templateViolation(_ text: String) -> String? {
    let count = text.unicodeScalars.count
    do {
      let sentences = try SentenceTemplate(parsing: text).expansions()
      return (1...SentenceTemplate.mostSentences).contains(sentences.count)
        ? nil : "\(sentences.count) sentences"
    } catch {
      return (0...count).contains(error.offset)
        ? nil : "the mistake is at \(error.offset) of \(count)"
    }
  }

  /// A pattern is refused at a place within it, or reads any text in bounded time.
  static func patternViolation(_ pattern: String, text: String) -> String? {
    let count = pattern.unicodeScalars.count
    do {
      let automaton = try PatternAutomaton(parsing: pattern)
      let scalars = Normalizer().fold(text).scalars
      var steps = 0
      for start in scalars.indices.prefix(200) {
        let before = steps
        let end = automaton.matchEnd(in: scalars, from: start, steps: &steps) { _ in true }
        if let end, end <= start || end > scalars.count { return "a match ends at \(end)" }
        if steps - before > PatternAutomaton.mostStates * PatternAutomaton.longest {
          return "\(steps - before) steps"
        }
      }
      return nil
    } catch {
      return (0...count).contains(error.offset)
        ? nil : "the mistake is at \(error.offset) of \(count)"
    }
  }
}
