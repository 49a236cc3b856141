/// Numbers the places of a pattern, and notes which may follow which.
struct PatternBuilder {
  /// What a part of the pattern begins and ends with.
  struct Part {
    var first: [Int] = []
    var last: [Int] = []
    var canBeEmpty = true
  }

  private(set) var sets: [PatternSet] = []
  private(set) var follow: [Set<Int>] = []

  mutating func part(_ syntax: PatternSyntax) -> Part {
    switch syntax {
    case .set(let set):
      sets.append(set)
      follow.append([])
      return Part(first: [sets.count - 1], last: [sets.count - 1], canBeEmpty: false)
    case .sequence(let parts): return sequence(parts)
    case .choice(let parts):
      var whole = Part(canBeEmpty: false)
      for part in parts.map({ self.part($0) }) {
        whole.first += part.first
        whole.last += part.last
        whole.canBeEmpty = whole.canBeEmpty || part.canBeEmpty
      }
      return whole
    case .repetition(let inner, let least, let most): return repetition(inner, least, most)
    }
  }

  private mutating func sequence(_ parts: [PatternSyntax]) -> Part {
    parts.reduce(Part()) { head, syntax in joined(head, part(syntax)) }
  }

  private mutating func joined(_ head: Part, _ tail: Part) -> Part {
    for state in head.last { follow[state].formUnion(tail.first) }
    return Part(
      first: head.canBeEmpty ? head.first + tail.first : head.first,
      last: tail.canBeEmpty ? head.last + tail.last : tail.last,
      canBeEmpty: head.canBeEmpty && tail.canBeEmpty)
  }

  /// x{2,4} is written out as x x x? x?, x+ loops.
  private mutating func repetition(_ inner: PatternSyntax, _ least: Int, _ most: Int?) -> Part {
    guard let most else {
      var loop = part(inner)
      for state in loop.last { follow[state].formUnion(loop.first) }
      loop.canBeEmpty = loop.canBeEmpty || least == 0
      return loop
    }
    var whole = Part()
    for time in 0..<most {
      var copy = part(inner)
      copy.canBeEmpty = copy.canBeEmpty || time >= least
      whole = joined(whole, copy)
    }
    return whole
  }
}
