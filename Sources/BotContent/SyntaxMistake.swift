import Understanding
import Yams

/// A text that is no YAML, explained by the slip that usually causes it.
struct SyntaxMistake {
  private let source: SourceText
  private var place: SourceLocation
  private var problem: String
  private var context: YamlError.Context?

  init(_ error: any Error, in source: SourceText) {
    self.source = source
    place = SourceText.start(of: source.file)
    switch error {
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _),
      YamlError.composer(let context, let problem, let mark, _):
      self.context = context
      self.problem = problem
      place = source.clamped(line: mark.line, column: mark.column)
    case YamlError.reader(let problem, _, _, _): self.problem = problem
    default: problem = "this is no YAML"
    }
  }

  func report(to log: FindingLog) {
    let (location, message) = explained
    let rule: FindingRule = problem.contains("nesting level") ? .nesting : .yaml
    log.error(rule, at: location, message)
  }

  private var explained: (SourceLocation, String) {
    let line = SourceLine(source, place.line)
    if problem.contains("nesting level") {
      return (place, "nested deeper than \(YAMLReader.depthLimit) levels")
    }
    if problem.contains("another document") {
      return (place, "a second document begins here; a file holds one: remove the `---`")
    }
    if let tab = line.indentationTab {
      return (source.location(at: tab), "a tab cannot indent; use two spaces a level")
    }
    if context?.text.contains("quoted scalar") == true, problem.contains("end of stream") {
      return (contextPlace ?? place, "the quote that opens here is never closed")
    }
    if problem.contains("unknown escape") {
      return (
        place,
        "this `\\` means nothing in double quotes; use single quotes, or write `\\\\`"
      )
    }
    return slip(in: line) ?? (place, Self.plainWords(problem))
  }

  /// The slip on the line, or on the line where the broken value began.
  private func slip(in line: SourceLine) -> (SourceLocation, String)? {
    if let found = line.startSlip { return (source.location(at: found.offset), found.message) }
    if problem.contains("mapping values") {
      if let start = looseLine(above: place.line) {
        return (source.location(at: start), Self.looseLineMessage)
      }
      return line.colonCount > 1
        ? (place, "`: ` inside a sentence makes a key of it; put the whole sentence in quotes")
        : (place, "a key cannot stand here: is it indented too deeply?")
    }
    if let start = contextPlace, start.line != place.line {
      let first = SourceLine(source, start.line)
      if let found = first.startSlip, first.isBracketSlip {
        return (source.location(at: found.offset), found.message)
      }
    }
    if problem.contains("expected ':'") {
      return (
        contextPlace ?? place, Self.looseLineMessage
      )
    }
    if problem.contains("expected key") || problem.contains("expected '-' indicator") {
      return (place, "this line does not fit the lines above: check its indentation")
    }
    return nil
  }

  private static let looseLineMessage = "this line is neither `key: value` nor a list item `- …`"

  /// Lines without a key run on into the next one, where the parser stumbles.
  private func looseLine(above line: Int) -> Int? {
    let indent = SourceLine(source, line).indent
    var found: Int?
    var number = line - 1
    while number >= 1 {
      let above = SourceLine(source, number)
      guard above.indent == indent, above.colonCount == 0, !above.isItem else { break }
      found = above.start
      number -= 1
    }
    return found
  }

  private var contextPlace: SourceLocation? {
    context.map { source.clamped(line: $0.mark.line, column: $0.mark.column) }
  }

  private static func plainWords(_ problem: String) -> String {
    switch problem {
    case "found character that cannot start any token":
      "this character cannot start a value; put the text in quotes"
    default: "not valid YAML: \(problem)"
    }
  }
}
