import LineProtocol

/// Reads a line of a transcript from left to right.
struct ScriptScanner {
  private let scalars: [Unicode.Scalar]
  private(set) var position: Int

  init(_ text: String, from position: Int = 0) {
    scalars = Array(text.unicodeScalars)
    self.position = position
  }

  var isAtEnd: Bool { position >= scalars.count }

  var next: Unicode.Scalar? { isAtEnd ? nil : scalars[position] }

  mutating func advance() { position += 1 }

  mutating func skipSpaces() {
    while let next, Self.isSpace(next) { advance() }
  }

  /// Up to the next white space, white space before it skipped; empty at the end.
  mutating func word() -> String {
    skipSpaces()
    let start = position
    while let next, !Self.isSpace(next) { advance() }
    return text(from: start)
  }

  mutating func words() -> [String] {
    var words: [String] = []
    while true {
      let word = word()
      guard !word.isEmpty else { return words }
      words.append(word)
    }
  }

  /// Everything that is left, without white space before it.
  mutating func rest() -> String {
    skipSpaces()
    let start = position
    position = scalars.count
    return text(from: start)
  }

  mutating func take(_ literal: String) -> Bool {
    let wanted = Array(literal.unicodeScalars)
    guard position + wanted.count <= scalars.count,
      scalars[position..<(position + wanted.count)].elementsEqual(wanted)
    else { return false }
    position += wanted.count
    return true
  }

  /// `name=value name=value …` up to the end.
  ///
  /// A value is a word, or JSON in `"…"`, `{…}` or `[…]`.
  mutating func assignments() throws(ScriptMistake) -> [String: JSONValue] {
    var values: [String: JSONValue] = [:]
    while true {
      skipSpaces()
      guard !isAtEnd else { return values }
      let start = position
      while let next, next != "=", !Self.isSpace(next) { advance() }
      let name = text(from: start)
      guard !name.isEmpty, take("=") else {
        throw ScriptMistake(at: start, "expected `name=value`")
      }
      values[name] = try value()
    }
  }

  private mutating func value() throws(ScriptMistake) -> JSONValue {
    switch next {
    case "\"", "{", "[": try json()
    default: .string(word())
    }
  }

  /// One JSON value; what follows it is left.
  mutating func json() throws(ScriptMistake) -> JSONValue {
    skipSpaces()
    let start = position
    skipValue()
    guard position > start else { throw ScriptMistake(at: start, "expected a JSON value") }
    do throws(ProtocolError) {
      return try JSONValue(parsing: Array(text(from: start).utf8))
    } catch {
      throw ScriptMistake(at: start, "this is no JSON value")
    }
  }

  private mutating func skipValue() {
    var depth = 0
    while let next {
      switch next {
      case "\"": skipString()
      case "{", "[":
        depth += 1
        advance()
      case "}", "]":
        depth -= 1
        advance()
      default:
        if depth <= 0, Self.isSpace(next) { return }
        advance()
      }
      if depth <= 0, next == "\"" || next == "}" || next == "]" { return }
    }
  }

  private mutating func skipString() {
    advance()
    while let next, next != "\"" {
      if next == "\\" { advance() }
      advance()
    }
    advance()
  }

  private func text(from start: Int) -> String {
    guard start < min(position, scalars.count) else { return "" }
    return String(String.UnicodeScalarView(scalars[start..<min(position, scalars.count)]))
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\n"
  }
}
