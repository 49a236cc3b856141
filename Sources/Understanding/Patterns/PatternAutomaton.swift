/// A pattern as an automaton that reads a text scalar by scalar and never goes back.
///
/// Glushkov's form of Thompson's construction: one state for each scalar the pattern spells, no
/// empty steps. All states are followed at once in a bit set, so that a step costs the states and
/// nothing else, and a match is given up after `longest` scalars: the time for a text is linear in
/// its length, whatever the pattern and whatever the text. See docs/decisions/0012.
struct PatternAutomaton: Sendable {
  /// A pattern spells at most so many scalars, repetitions written out.
  static let mostStates = 512
  /// A match is at most so long; `+` and `*` end here.
  static let longest = 100

  private let sets: [PatternSet]
  /// For each state, as words of a bit set, those that can come next.
  private var follow: [UInt64]
  private var first: [UInt64]
  private var last: [UInt64]
  private let words: Int
  /// Whether an ASCII scalar can begin a match; beyond ASCII the sets are asked.
  private var initials = [Bool](repeating: false, count: 128)

  init(parsing text: String) throws(PatternError) {
    var parser = PatternParser(text)
    let syntax = try parser.parse()
    if syntax.size(limit: Self.mostStates) > Self.mostStates {
      throw PatternError(offset: 0, reason: .tooLarge(limit: Self.mostStates), suggestion: nil)
    }
    if syntax.canBeEmpty { throw PatternError(offset: 0, reason: .canBeEmpty, suggestion: nil) }
    var builder = PatternBuilder()
    let part = builder.part(syntax)
    sets = builder.sets
    words = (sets.count + 63) / 64
    first = Self.bits(part.first, words)
    last = Self.bits(part.last, words)
    follow = builder.follow.flatMap { [words] in Self.bits(Array($0), words) }
    for value in 0..<128 as Range<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      initials[Int(value)] = part.first.contains { sets[$0].contains(scalar) }
    }
  }

  private static func bits(_ states: [Int], _ words: Int) -> [UInt64] {
    var bits = [UInt64](repeating: 0, count: words)
    for state in states { bits[state / 64] |= 1 << UInt64(state % 64) }
    return bits
  }

  /// Whether a match can begin with `scalar`.
  func canBegin(with scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 128 || initials[Int(scalar.value)]
  }

  /// Where the longest match from `start` ends that `isEnd` accepts; nil where there is none.
  ///
  /// `steps` grows by what it cost.
  func matchEnd(
    in scalars: [Unicode.Scalar], from start: Int, steps: inout Int, isEnd: (Int) -> Bool
  ) -> Int? {
    guard start < scalars.count, canBegin(with: scalars[start]) else { return nil }
    var states = first
    var next = [UInt64](repeating: 0, count: words)
    var end: Int?
    for index in start..<min(scalars.count, start + Self.longest) {
      var (isAlive, isMatch) = (false, false)
      for word in next.indices { next[word] = 0 }
      for word in states.indices {
        var left = states[word]
        while left != 0 {
          let bit = left.trailingZeroBitCount
          left &= left - 1
          steps += 1
          let state = word * 64 + bit
          guard sets[state].contains(scalars[index]) else { continue }
          isAlive = true
          if last[word] & 1 << UInt64(bit) != 0 { isMatch = true }
          for other in 0..<words { next[other] |= follow[state * words + other] }
        }
      }
      if isMatch, isEnd(index + 1) { end = index + 1 }
      if !isAlive { break }
      swap(&states, &next)
    }
    return end
  }
}
