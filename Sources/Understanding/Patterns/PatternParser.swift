/// Reads a pattern from left to right.
///
///     pattern  = sequence *("|" sequence)
///     sequence = 1*(atom ["?" / "*" / "+" / "{" n "}" / "{" m "," n "}"])
///     atom     = "(" pattern ")" / "[" ["^"] 1*(scalar / scalar "-" scalar / escape) "]"
///              / escape / scalar
///     escape   = "\d" digit / "\l" letter / "\w" letter or digit / "\s" space / "\" sign
///
/// Scalars are folded as customers' texts are: `SKU` finds `sku` and `ＳＫＵ`. There is no
/// "any character", no anchor, no look-around and no back-reference.
struct PatternParser {
  static let mostTimes = 64
  private static let deepest = 8

  private let scalars: [Unicode.Scalar]
  private var index = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func parse() throws(PatternError) -> PatternSyntax {
    let pattern = try choice(depth: 0)
    if let sign = peek { throw error(.unopened(Character(sign))) }
    return pattern
  }

  private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private func error(
    _ reason: PatternError.Reason, at offset: Int? = nil, suggestion: String? = nil
  ) -> PatternError {
    PatternError(offset: offset ?? index, reason: reason, suggestion: suggestion)
  }

  private mutating func choice(depth: Int) throws(PatternError) -> PatternSyntax {
    if depth > Self.deepest { throw error(.nestedTooDeep, at: index - 1) }
    var choices = [try sequence(depth: depth)]
    while peek == "|" {
      index += 1
      choices.append(try sequence(depth: depth))
    }
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  private mutating func sequence(depth: Int) throws(PatternError) -> PatternSyntax {
    var parts: [PatternSyntax] = []
    while let scalar = peek, scalar != "|", scalar != ")" {
      let atom = try atom(scalar, depth: depth)
      parts.append(try repeated(atom))
    }
    if parts.isEmpty { throw error(.emptyAlternative) }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func atom(
    _ scalar: Unicode.Scalar, depth: Int
  ) throws(PatternError) -> PatternSyntax {
    let start = index
    switch scalar {
    case "(":
      index += 1
      let inner = try choice(depth: depth + 1)
      guard peek == ")" else { throw error(.unclosed("("), at: start) }
      index += 1
      return inner
    case "[": return .set(try set())
    case "]", "}": throw error(.unopened(Character(scalar)))
    case "?", "*", "+", "{": throw error(.nothingToRepeat(Character(scalar)))
    case ".", "^", "$":
      throw error(.unusedSign(Character(scalar)), suggestion: "\\\(scalar)")
    case "\\":
      let member = try escape()
      return try literal(member, at: start)
    default:
      index += 1
      return try folded(scalar, at: start)
    }
  }

  private func literal(
    _ members: [PatternSet.Member], at start: Int
  ) throws(PatternError) -> PatternSyntax {
    if members.count == 1, case .range(let range) = members[0],
      let scalar = Unicode.Scalar(range.lowerBound)
    {
      return try folded(scalar, at: start)
    }
    return .set(PatternSet(members))
  }

  /// A scalar in the form that it has in a folded text; some fold to several.
  private func folded(_ scalar: Unicode.Scalar, at start: Int) throws(PatternError) -> PatternSyntax
  {
    let scalars = Self.fold(scalar)
    if scalars.isEmpty { throw error(.invisible, at: start) }
    return scalars.count == 1
      ? .set(PatternSet(scalars[0])) : .sequence(scalars.map { .set(PatternSet($0)) })
  }

  private static func fold(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    Normalizer().fold(String(Character(scalar))).scalars
  }

  // MARK: Repetition

  private mutating func repeated(_ atom: PatternSyntax) throws(PatternError) -> PatternSyntax {
    let result: PatternSyntax
    switch peek {
    case "?": result = .repetition(atom, least: 0, most: 1)
    case "*": result = .repetition(atom, least: 0, most: nil)
    case "+": result = .repetition(atom, least: 1, most: nil)
    case "{":
      let (least, most) = try count()
      result = .repetition(atom, least: least, most: most)
    default: return atom
    }
    index += 1
    if let next = peek, "?*+{".unicodeScalars.contains(next) { throw error(.repeatedTwice) }
    return result
  }

  /// `{3}`, `{2,5}`; stops at the closing brace.
  private mutating func count() throws(PatternError) -> (Int, Int) {
    let start = index
    index += 1
    guard let least = try number() else { throw error(.badCount, at: start) }
    var most = least
    if peek == "," {
      index += 1
      if peek == "}" {
        throw error(.unboundedCount, at: start, suggestion: "{\(least),\(max(least, 8))}")
      }
      guard let number = try number() else { throw error(.badCount, at: start) }
      most = number
    }
    guard peek != nil else { throw error(.unclosed("{"), at: start) }
    guard peek == "}" else { throw error(.badCount, at: start) }
    if most < least {
      throw error(
        .backwardsRange("\(least),\(most)"), at: start, suggestion: "{\(most),\(least)}")
    }
    if most == 0 { throw error(.badCount, at: start) }
    return (least, most)
  }

  private mutating func number() throws(PatternError) -> Int? {
    let start = index
    var value = 0
    while let scalar = peek, "0"..."9" ~= scalar {
      value = value * 10 + Int(scalar.value) - 0x30
      if value > Self.mostTimes { throw error(.tooManyTimes(limit: Self.mostTimes), at: start) }
      index += 1
    }
    return index > start ? value : nil
  }

  // MARK: Classes

  private mutating func set() throws(PatternError) -> PatternSet {
    let start = index
    index += 1
    var set = PatternSet([])
    if peek == "^" {
      set.isNegated = true
      index += 1
    }
    while let scalar = peek, scalar != "]" {
      let place = index
      var members: [PatternSet.Member]
      if scalar == "\\" {
        members = try escape()
      } else {
        index += 1
        members = [.range(scalar.value...scalar.value)]
      }
      if peek == "-", index + 1 < scalars.count, scalars[index + 1] != "]",
        case .range(let low) = members[0]
      {
        index += 1
        members = try range(from: low.lowerBound, at: place)
      }
      for member in members { set.members += try Self.folded(member, at: place) }
    }
    guard peek == "]" else { throw error(.unclosed("["), at: start) }
    index += 1
    if set.members.isEmpty { throw error(.emptyClass, at: start) }
    return set
  }

  private mutating func range(
    from low: UInt32, at place: Int
  ) throws(PatternError) -> [PatternSet.Member] {
    var high = scalars[index].value
    if scalars[index] == "\\" {
      guard case .range(let only) = try escape()[0] else { throw error(.badCount, at: place) }
      high = only.lowerBound
    } else {
      index += 1
    }
    guard low <= high else {
      let text = String(String.UnicodeScalarView(scalars[place..<index]))
      throw error(.backwardsRange(text), at: place)
    }
    return [.range(low...high)]
  }

  /// `A-Z` is a range of capitals, which customers' folded texts never have.
  private static func folded(
    _ member: PatternSet.Member, at place: Int
  ) throws(PatternError) -> [PatternSet.Member] {
    guard case .range(let range) = member else { return [member] }
    if range.count == 1, let scalar = Unicode.Scalar(range.lowerBound) {
      let scalars = fold(scalar)
      guard scalars.count == 1 else {
        throw PatternError(offset: place, reason: .invisible, suggestion: nil)
      }
      return [.range(scalars[0].value...scalars[0].value)]
    }
    let capitals = range.clamped(to: 0x41...0x5A)
    guard range.overlaps(0x41...0x5A) else { return [member] }
    return [member, .range(capitals.lowerBound + 32...capitals.upperBound + 32)]
  }

  /// What follows a backslash.
  private mutating func escape() throws(PatternError) -> [PatternSet.Member] {
    let start = index
    index += 1
    guard let scalar = peek else { throw error(.unclosed("\\"), at: start) }
    index += 1
    switch scalar {
    case "d": return [.digit]
    case "l": return [.letter]
    case "w": return [.letter, .digit]
    case "s": return [.space]
    default:
      guard !ScalarKind(scalar).isWordLike, ScalarKind(scalar) != .ideograph else {
        throw error(.unknownEscape(Character(scalar)), at: start)
      }
      return [.range(scalar.value...scalar.value)]
    }
  }
}
