/// A phrase found in a text.
struct PhraseMatch: Equatable, Sendable {
  /// The number it was entered under.
  var phrase: Int
  var range: Range<Int>
}

/// Many words and phrases, found in one pass over a text.
///
/// Chinese phrases match anywhere, others only as whole words. A Vietnamese phrase matches with
/// its marks; where the caller says so, also typed without any.
///
/// A trie: the time is bounded by the text times the longest phrase.
struct PhraseTable: Sendable {
  private struct Entry {
    var phrase: Int
    /// Entered without its marks, so it counts only where those may be missing.
    var isPlain: Bool
  }

  /// From a node by a scalar to the next; the n-th edge leads to node n + 1.
  private var edges = FeatureIndex(capacity: 64)
  private var entries: [[Entry]] = [[]]
  /// Most scalars begin no phrase, and a bit for each of 4,096 groups of them says so.
  private var initials = [UInt64](repeating: 0, count: 64)

  init() {}

  /// Enters `form` under the number `phrase`; the same form may stand under several.
  mutating func insert(_ form: String, as phrase: Int) {
    let text = Normalizer().normalize(form)
    guard text.count > 0 else { return }
    insert(text.scalars, Entry(phrase: phrase, isPlain: false))
    let plain = text.scalars.map(FoldingTable.standard.plain)
    if plain != text.scalars { insert(plain, Entry(phrase: phrase, isPlain: true)) }
  }

  private mutating func insert(_ scalars: [Unicode.Scalar], _ entry: Entry) {
    var node: Int32 = 0
    for scalar in scalars {
      node = edges.insert(Self.edge(node, scalar)) + 1
      if node == entries.count { entries.append([]) }
    }
    initials[Self.group(scalars[0])] |= Self.bit(scalars[0])
    if !entries[Int(node)].contains(where: { $0.phrase == entry.phrase && !$0.isPlain }) {
      entries[Int(node)].append(entry)
    }
  }

  private static func edge(_ node: Int32, _ scalar: Unicode.Scalar) -> UInt64 {
    // Odd multiplication loses nothing and spreads neighbours.
    (UInt64(UInt32(bitPattern: node)) << 32 | UInt64(scalar.value)) &* 0x9E37_79B9_7F4A_7C15
  }

  private static func group(_ scalar: Unicode.Scalar) -> Int { Int(scalar.value >> 6 & 63) }

  private static func bit(_ scalar: Unicode.Scalar) -> UInt64 { 1 << UInt64(scalar.value & 63) }

  /// Every occurrence of every phrase, overlapping ones too, by place and then by length.
  func matches(in text: NormalizedText, withoutMarks: Bool) -> [PhraseMatch] {
    matches(in: text.scalars, withoutMarks: withoutMarks)
  }

  func matches(in scalars: [Unicode.Scalar], withoutMarks: Bool) -> [PhraseMatch] {
    var found: [PhraseMatch] = []
    for start in scalars.indices
    where initials[Self.group(scalars[start])] & Self.bit(scalars[start]) != 0 {
      if start > 0, ScalarKind(scalars[start]).isWordLike, ScalarKind(scalars[start - 1]).isWordLike
      {
        continue
      }
      var node: Int32 = 0
      var index = start
      while index < scalars.count {
        let edge = edges.number(of: Self.edge(node, scalars[index]))
        if edge < 0 { break }
        node = edge + 1
        index += 1
        if entries[Int(node)].isEmpty { continue }
        if index < scalars.count, ScalarKind(scalars[index - 1]).isWordLike,
          ScalarKind(scalars[index]).isWordLike
        {
          continue
        }
        for entry in entries[Int(node)] where withoutMarks || !entry.isPlain {
          found.append(PhraseMatch(phrase: entry.phrase, range: start..<index))
        }
      }
    }
    return found
  }

  /// From left to right the longest phrase at each place, none overlapping another.
  func longestMatches(in text: NormalizedText, withoutMarks: Bool) -> [PhraseMatch] {
    Self.longest(of: matches(in: text, withoutMarks: withoutMarks))
  }

  /// The same of matches that are there already, by place and then by length.
  static func longest(of matches: [PhraseMatch]) -> [PhraseMatch] {
    var result: [PhraseMatch] = []
    var best: PhraseMatch?
    for match in matches {
      if let last = result.last, match.range.lowerBound < last.range.upperBound { continue }
      if let current = best, match.range.lowerBound > current.range.lowerBound {
        result.append(current)
        best = nil
        if match.range.lowerBound < current.range.upperBound { continue }
      }
      if let current = best, match.range.count <= current.range.count { continue }
      best = match
    }
    if let best { result.append(best) }
    return result
  }
}
