/// What a bubble must say: its text, with places that may hold anything.
///
///     訂單 {number} 已付款，預計{…}前出貨      {…} any text · {number} any text, kept
///     已為您查詢 {=number}                      the text that was kept
///
/// `{{` is a literal `{`. A pattern of nothing but `…` or `...` is any bubble.
package struct BubblePattern: Equatable, Sendable {
  enum Part: Equatable, Sendable {
    case literal(String)
    case anything
    case capture(String)
    case recall(String)
  }

  var parts: [Part]

  init(_ parts: [Part]) { self.parts = parts }

  /// Reads the pattern that begins where `scanner` stands and ends with its line.
  init(_ scanner: inout ScriptScanner) throws(ScriptMistake) {
    let start = scanner
    let whole = scanner.rest()
    if whole == "…" || whole == "..." {
      parts = [.anything]
      return
    }
    scanner = start
    parts = []
    var literal = String.UnicodeScalarView()
    while let next = scanner.next {
      let place = scanner.position
      if next == "{", !scanner.take("{{") {
        if !literal.isEmpty { parts.append(.literal(String(literal))) }
        literal.removeAll()
        try append(try Self.matcher(&scanner), at: place)
      } else if next == "{" {
        literal.append(next)
      } else if next == "\\", let scalar = try ScriptText.escape(&scanner) {
        literal.append(scalar)
      } else {
        literal.append(next)
        scanner.advance()
      }
    }
    if !literal.isEmpty { parts.append(.literal(String(literal))) }
  }

  private mutating func append(_ part: Part, at place: Int) throws(ScriptMistake) {
    if case .recall = part {
    } else if let last = parts.last, last == .anything || last.captured != nil {
      throw ScriptMistake(
        at: place, "between two matchers there must be text that tells them apart")
    }
    parts.append(part)
  }

  private static func matcher(_ scanner: inout ScriptScanner) throws(ScriptMistake) -> Part {
    let start = scanner.position
    scanner.advance()
    let isRecall = scanner.take("=")
    var name = ""
    while let next = scanner.next, next != "}", next != "\n" {
      name.unicodeScalars.append(next)
      scanner.advance()
    }
    guard scanner.take("}") else {
      throw ScriptMistake(at: start, "this `{` is never closed; write `{{` for a literal `{`")
    }
    if !isRecall, name == "…" || name == "..." { return .anything }
    let isName = !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    guard isName else {
      throw ScriptMistake(
        at: start, "`{…}`, `{name}` or `{=name}` goes here; write `{{` for a literal `{`")
    }
    return isRecall ? .recall(name) : .capture(name)
  }

  /// The pattern that matches exactly `text`.
  static func written(_ text: String) -> String {
    switch text {
    case "…": "\\u{2026}"
    case "...": "..\\u{2e}"
    default: ScriptText.write(text, escapingBraces: true)
    }
  }

  var captures: [String] { parts.compactMap(\.captured) }

  var recalls: [String] {
    parts.compactMap { if case .recall(let name) = $0 { name } else { nil } }
  }

  /// What the captures hold where `text` is what the pattern says; else nil.
  ///
  /// Every matcher takes as little as it can. A recalled text that was never kept matches nothing.
  package func match(_ text: String, known: [String: String]) -> [String: String]? {
    var pieces: [Piece] = []
    for part in parts {
      switch part {
      case .literal(let text): Piece.append(text, to: &pieces)
      case .recall(let name):
        guard let text = known[name] else { return nil }
        Piece.append(text, to: &pieces)
      case .anything: pieces.append(Piece(literal: nil, name: nil))
      case .capture(let name): pieces.append(Piece(literal: nil, name: name))
      }
    }
    return Self.match(pieces, Array(text))
  }

  private static func match(_ pieces: [Piece], _ text: [Character]) -> [String: String]? {
    var captured: [String: String] = [:]
    var position = 0
    for (index, piece) in pieces.enumerated() where piece.literal == nil {
      // A literal before the first matcher is anchored, and so is one after the last.
      if index == 1 {
        guard let literal = pieces[0].literal, text.starts(with: literal) else { return nil }
        position = literal.count
      }
      let start = position
      if let following = index + 1 < pieces.count ? pieces[index + 1].literal : nil {
        let isLast = index + 2 == pieces.count
        guard
          let found = isLast
            ? suffix(following, of: text) : first(following, in: text, from: start),
          found >= start
        else { return nil }
        position = found + following.count
        if let name = piece.name { captured[name] = String(text[start..<found]) }
      } else {
        if let name = piece.name { captured[name] = String(text[start...]) }
        position = text.count
      }
    }
    if pieces.contains(where: { $0.literal == nil }) { return captured }
    return (pieces.first?.literal ?? []) == text ? captured : nil
  }

  private static func suffix(_ literal: [Character], of text: [Character]) -> Int? {
    text.count >= literal.count && text.suffix(literal.count).elementsEqual(literal)
      ? text.count - literal.count : nil
  }

  private static func first(
    _ literal: [Character], in text: [Character], from start: Int
  ) -> Int? {
    guard text.count - start >= literal.count else { return nil }
    return (start...(text.count - literal.count)).first {
      text[$0..<($0 + literal.count)].elementsEqual(literal)
    }
  }
}

/// A literal, or a place for any text, which may have a name.
private struct Piece {
  var literal: [Character]?
  var name: String?

  static func append(_ text: String, to pieces: inout [Piece]) {
    if let last = pieces.indices.last, let literal = pieces[last].literal {
      pieces[last].literal = Array(String(literal) + text)
    } else {
      pieces.append(Piece(literal: Array(text), name: nil))
    }
  }
}

extension BubblePattern.Part {
  fileprivate var captured: String? {
    if case .capture(let name) = self { name } else { nil }
  }
}
