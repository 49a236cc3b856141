import Dialogs
import Understanding

extension ScriptParser {
  private static let keys = ["language", "at", "customer", "page", "given", "include"]
  private static let otherLines = ["backend", "agent", "close"]

  /// `key: value`, before the first turn.
  mutating func readHeader(_ line: ScriptLine) throws(ScriptMistake) {
    var scanner = ScriptScanner(line.text)
    let word = scanner.word()
    let key = word.hasSuffix(":") ? String(word.dropLast()) : word
    guard word.hasSuffix(":"), Self.keys.contains(key) else {
      throw ScriptMistake(
        at: 0,
        "a line begins with `>`, `<`, `*`, `=`, `+`, `agent`, `backend`, `close`, `#` or a header's "
          + "name: \(Self.keys.map { "`\($0):`" }.joined(separator: ", "))",
        suggestion: DidYouMean.closest(to: key, among: Self.keys + Self.otherLines))
    }
    guard script.turns.count == 1, script.turns[0].checks.isEmpty else {
      throw ScriptMistake(at: 0, "`\(key):` belongs before the first turn")
    }
    scanner.skipSpaces()
    let start = scanner.position
    guard !scanner.isAtEnd else { throw ScriptMistake(at: start, "`\(key):` needs a value") }
    switch key {
    case "language":
      guard let language = Language(tag: scanner.rest()) else {
        throw ScriptMistake(at: start, "the languages are zh-Hans, zh-Hant, vi and en")
      }
      script.language = language
    case "at":
      guard let date = Timestamp.date(scanner.rest()) else {
        throw ScriptMistake(at: start, "write a time as in `2026-11-22T13:00:00+08:00`")
      }
      script.start = date
    case "customer": script.customer = scanner.rest()
    case "page": script.page = scanner.rest()
    case "given":
      let state = scanner.word()
      script.given = ChatScript.Given(state: state, slots: try scanner.assignments())
    default: try addInclude(scanner.rest(), at: start)
    }
  }
}
