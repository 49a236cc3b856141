/// Reads a sentence template from left to right; each bracket is remembered until it closes.
struct TemplateParser {
  private static let deepest = 8

  private let scalars: [Unicode.Scalar]
  private var index = 0
  private(set) var entities: [String] = []
  private(set) var concepts: [String] = []

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func parse() throws(TemplateError) -> SentenceTemplate.Part {
    let part = try sequence(depth: 0)
    if index < scalars.count { throw error(.unopened(Character(scalars[index]))) }
    return part
  }

  private func error(_ reason: TemplateError.Reason, at offset: Int? = nil) -> TemplateError {
    TemplateError(offset: offset ?? index, reason: reason)
  }

  /// Parts until a closing bracket, a bar or the end, none of which it consumes.
  private mutating func sequence(depth: Int) throws(TemplateError) -> SentenceTemplate.Part {
    var parts: [SentenceTemplate.Part] = []
    var text = String.UnicodeScalarView()
    func flushed(_ parts: [SentenceTemplate.Part]) -> [SentenceTemplate.Part] {
      text.isEmpty ? parts : parts + [.piece(.text(String(text)))]
    }
    while index < scalars.count {
      let scalar = scalars[index]
      switch scalar {
      case "(", "[", "{", "<":
        parts = flushed(parts)
        text.removeAll()
        parts.append(try bracket(scalar, depth: depth + 1))
      case ")", "]": return .sequence(flushed(parts))
      case "}", ">": throw error(.unopened(Character(scalar)))
      case "|":
        if depth == 0 { throw error(.barOutsideGroup) }
        return .sequence(flushed(parts))
      default:
        text.append(scalar)
        index += 1
      }
    }
    return .sequence(flushed(parts))
  }

  private mutating func bracket(
    _ open: Unicode.Scalar, depth: Int
  ) throws(TemplateError) -> SentenceTemplate.Part {
    if depth > Self.deepest { throw error(.nestedTooDeep) }
    let start = index
    index += 1
    switch open {
    case "{":
      let name = try name(until: "}", from: start)
      if !entities.contains(name) { entities.append(name) }
      return .piece(.entity(name))
    case "<":
      let name = try name(until: ">", from: start)
      if !concepts.contains(name) { concepts.append(name) }
      return .piece(.concept(name))
    default: return try group(open, from: start, depth: depth)
    }
  }

  private mutating func group(
    _ open: Unicode.Scalar, from start: Int, depth: Int
  ) throws(TemplateError) -> SentenceTemplate.Part {
    let close: Unicode.Scalar = open == "(" ? ")" : "]"
    var choices: [SentenceTemplate.Part] = []
    while true {
      choices.append(try sequence(depth: depth))
      guard index < scalars.count else { throw error(.unclosed(Character(open)), at: start) }
      let scalar = scalars[index]
      guard scalar == "|" || scalar == close else {
        throw error(.unopened(Character(scalar)))
      }
      index += 1
      if scalar == close { break }
    }
    if choices.allSatisfy({ $0 == .sequence([]) }) { throw error(.emptyGroup, at: start) }
    return .choice(open == "[" ? choices + [.sequence([])] : choices)
  }

  private mutating func name(
    until close: Unicode.Scalar, from start: Int
  ) throws(TemplateError) -> String {
    var name = ""
    while index < scalars.count, scalars[index] != close {
      name.unicodeScalars.append(scalars[index])
      index += 1
    }
    guard index < scalars.count else {
      throw error(.unclosed(Character(scalars[start])), at: start)
    }
    index += 1
    if name.isEmpty { throw error(.emptyName, at: start) }
    let isName = name.unicodeScalars.allSatisfy {
      "a"..."z" ~= $0 || "0"..."9" ~= $0 || $0 == "_" || $0 == "."
    }
    if !isName { throw error(.badName(name), at: start + 1) }
    return name
  }
}
