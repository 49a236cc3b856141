/// The folded text with what a recogniser may need to know about its surroundings.
///
/// A class because a dozen recognisers hand it on at every step: one reference instead of many.
final class EntityContext: Sendable {
  /// Folded, repetitions kept.
  let text: NormalizedText
  let scalars: [Unicode.Scalar]
  /// The same without Vietnamese marks; equally long.
  let plain: [Unicode.Scalar]
  let language: Language
  let now: LocalTime
  /// The type that was just asked for.
  let expected: String?
  /// Whether there is a digit or a Chinese numeral anywhere: most texts have none.
  let hasFigures: Bool
  private let numberStarts: [Bool]
  private let kinds: [ScalarKind]
  /// Where words of each cue end, ascending.
  private let cueEnds: [[Int]]

  init(_ text: NormalizedText, language: Language, now: LocalTime, expected: String? = nil) {
    self.text = text
    self.language = language
    self.now = now
    self.expected = expected
    scalars = text.scalars
    plain = text.scalars.map(FoldingTable.standard.plain)
    kinds = text.scalars.map { ScalarKind($0) }
    var ends = [[Int]](repeating: [], count: EntityCue.allCases.count)
    var starts = text.scalars.map { "0"..."9" ~= $0 || ChineseNumeral.isNumeral($0) }
    hasFigures = starts.contains(true)
    // The table holds marked and plain forms, and `năm` is looked up without its marks.
    for match in EntityCue.matches(in: text.withoutMarks()) {
      ends[match.phrase].append(match.range.upperBound)
      if match.phrase == EntityCue.number.rawValue { starts[match.range.lowerBound] = true }
    }
    numberStarts = starts
    cueEnds = ends.map { $0.sorted() }
  }

  /// Whether a number may begin here, in figures or in words.
  func mayBeNumber(_ index: Int) -> Bool { numberStarts[index] }

  func kind(_ index: Int) -> ScalarKind { kinds[index] }

  func isDigit(_ index: Int) -> Bool {
    index >= 0 && index < scalars.count && "0"..."9" ~= scalars[index]
  }

  func isLetter(_ index: Int) -> Bool {
    index >= 0 && index < scalars.count && kinds[index] == .letter
  }

  /// Whether a Latin word or number may begin or end between `index - 1` and `index`.
  func isBoundary(_ index: Int) -> Bool {
    guard index > 0, index < scalars.count else { return true }
    return !(kinds[index - 1].isWordLike && kinds[index].isWordLike)
  }

  /// Whether a word of `cue` ends shortly before `index`.
  func follows(_ cue: EntityCue, at index: Int) -> Bool { distance(to: cue, before: index) <= 8 }

  /// How far before `index` a word of `cue` ends; very far where there is none.
  func distance(to cue: EntityCue, before index: Int) -> Int {
    let ends = cueEnds[cue.rawValue]
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] <= index { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? index - ends[low - 1] : .max
  }

  func string(_ range: Range<Int>) -> String { text.string(in: range) }
}
