/// A pattern as it is read.
indirect enum PatternSyntax: Equatable, Sendable {
  case set(PatternSet)
  case sequence([PatternSyntax])
  case choice([PatternSyntax])
  /// `most` nil is no upper bound but the automaton's own.
  case repetition(PatternSyntax, least: Int, most: Int?)

  /// Whether it matches an empty stretch.
  var canBeEmpty: Bool {
    switch self {
    case .set: false
    case .sequence(let parts): parts.allSatisfy(\.canBeEmpty)
    case .choice(let parts): parts.contains(where: \.canBeEmpty)
    case .repetition(let part, let least, _): least == 0 || part.canBeEmpty
    }
  }

  /// The scalars it spells with every repetition written out; never more than `limit` + 1.
  func size(limit: Int) -> Int {
    switch self {
    case .set: return 1
    case .sequence(let parts), .choice(let parts):
      return parts.reduce(0) { min($0 + $1.size(limit: limit), limit + 1) }
    case .repetition(let part, let least, let most):
      let times = max(most ?? max(least, 1), 1)
      return min(part.size(limit: limit) * times, limit + 1)
    }
  }
}

/// The scalars that one place of a pattern takes.
struct PatternSet: Equatable, Sendable {
  enum Member: Equatable, Sendable {
    case range(ClosedRange<UInt32>)
    case digit, letter, space
  }

  var members: [Member]
  var isNegated = false

  init(_ members: [Member], isNegated: Bool = false) {
    self.members = members
    self.isNegated = isNegated
  }

  init(_ scalar: Unicode.Scalar) { members = [.range(scalar.value...scalar.value)] }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let isMember = members.contains { member in
      switch member {
      case .range(let range): range.contains(scalar.value)
      case .digit: "0"..."9" ~= scalar
      case .letter: ScalarKind(scalar) == .letter || ScalarKind(scalar) == .ideograph
      case .space: scalar == " "
      }
    }
    return isMember != isNegated
  }
}
