/// The folded text with what a recogniser may need to know about its surroundings.
///
/// One pass over the text tells what is in it at all, so that a recogniser that needs a digit costs
/// nothing where there is none. A class because a dozen recognisers hand it on at every step: one
/// reference instead of many; it lives as long as one message is read.
final class EntityContext {
  /// What a scalar is, a bit each.
  struct Marks: OptionSet {
    let rawValue: UInt8

    static let wordLike = Marks(rawValue: 1)
    static let letter = Marks(rawValue: 2)
    static let digit = Marks(rawValue: 4)
    static let han = Marks(rawValue: 8)
    static let numeral = Marks(rawValue: 16)
    /// A number may begin here, in figures or in words.
    static let number = Marks(rawValue: 32)
    /// A date or a time that begins with a word may begin here: `nov 20`, `in 2 weeks`, 下午3点.
    static let dateWord = Marks(rawValue: 64)
    /// A word of an address begins here.
    static let placeWord = Marks(rawValue: 128)
  }

  /// Folded, repetitions kept.
  let text: NormalizedText
  let scalars: [Unicode.Scalar]
  /// The same without Vietnamese marks; equally long.
  let plain: [Unicode.Scalar]
  let language: Language
  let now: LocalTime
  /// The type that was just asked for.
  let expected: String?
  /// How many digits there are; most texts have none.
  let digitCount: Int
  /// Whether there is a digit or a Chinese numeral anywhere.
  let hasFigures: Bool
  /// Where numbers may begin, ascending: runs of digits, Chinese numerals, number words.
  let numberStarts: [Int]
  /// Where words of addresses begin, ascending.
  let placeWords: [Int]
  /// How many steps the recognisers have taken so far.
  ///
  /// Tests hold it against the text's length.
  /// Nothing else has a hold of it, so that the check of exclusive access is spared.
  @exclusivity(unchecked) var steps = 0
  /// The numbers read so far, by their place; empty until the first is asked for.
  ///
  /// Not lazy: a lazy array is copied whole at every change.
  var numbers: [NumberReader.Number??] = []

  private let marks: [Marks]
  /// Where words of cues end, ascending.
  private let cues: [(end: Int, cue: EntityCue)]

  init(_ text: NormalizedText, language: Language, now: LocalTime, expected: String? = nil) {
    self.text = text
    self.language = language
    self.now = now
    self.expected = expected
    let scalars = text.scalars
    self.scalars = scalars
    let table = FoldingTable.standard
    let plain = scalars.map { table.plain($0) }
    self.plain = plain
    var (digitCount, numeralCount) = (0, 0)
    var marks = scalars.map { scalar in
      let marks = Self.marks(of: scalar)
      if marks.contains(.digit) { digitCount += 1 }
      if marks.contains(.numeral) { numeralCount += 1 }
      return marks
    }
    var cues: [(end: Int, cue: EntityCue)] = []
    var hasWords = false
    var places: [Int] = []
    // The table holds marked and plain forms, and `năm` is looked up without its marks.
    for (cue, range) in EntityCue.matches(in: plain) {
      switch cue {
      case .number:
        marks[range.lowerBound].insert(.number)
        hasWords = true
      case .date: marks[range.lowerBound].insert(.dateWord)
      case .place:
        marks[range.lowerBound].insert(.placeWord)
        if places.last != range.lowerBound { places.append(range.lowerBound) }
      default: cues.append((range.upperBound, cue))
      }
    }
    if cues.count > 1 { cues.sort { $0.end < $1.end } }
    self.cues = cues
    self.digitCount = digitCount
    hasFigures = digitCount + numeralCount > 0
    var starts: [Int] = []
    if hasFigures || hasWords {
      for index in marks.indices where marks[index].contains(.number) {
        if marks[index].contains(.digit), index > 0, marks[index - 1].contains(.digit) { continue }
        starts.append(index)
      }
    }
    numberStarts = starts
    placeWords = places
    self.marks = marks
    steps = scalars.count
  }

  private static func marks(of scalar: Unicode.Scalar) -> Marks {
    switch ScalarKind(scalar) {
    case .letter: [.wordLike, .letter]
    case .digit: "0"..."9" ~= scalar ? [.wordLike, .digit, .number] : [.wordLike]
    case .ideograph:
      ChineseNumeral.isNumeral(scalar) ? [.han, .numeral, .number] : [.han]
    default: []
    }
  }

  func marks(_ index: Int) -> Marks { marks[index] }

  func isWordLike(_ index: Int) -> Bool { marks[index].contains(.wordLike) }

  func isDigit(_ index: Int) -> Bool {
    index >= 0 && index < marks.count && marks[index].contains(.digit)
  }

  func isLetter(_ index: Int) -> Bool {
    index >= 0 && index < marks.count && marks[index].contains(.letter)
  }

  func isHan(_ index: Int) -> Bool {
    index >= 0 && index < marks.count && marks[index].contains(.han)
  }

  func isPlaceWord(_ index: Int) -> Bool {
    index >= 0 && index < marks.count && marks[index].contains(.placeWord)
  }

  /// Whether a Latin word or number may begin or end between `index - 1` and `index`.
  func isBoundary(_ index: Int) -> Bool {
    guard index > 0, index < marks.count else { return true }
    return !(marks[index - 1].contains(.wordLike) && marks[index].contains(.wordLike))
  }

  /// The scalar at `index`; a space beyond the ends.
  func scalar(_ index: Int) -> Unicode.Scalar {
    index >= 0 && index < scalars.count ? scalars[index] : " "
  }

  var isChinese: Bool { language == .simplifiedChinese || language == .traditionalChinese }

  /// Whether a word of `cue` ends shortly before `index`.
  func follows(_ cue: EntityCue, at index: Int) -> Bool {
    distance(to: cue, before: index) <= Self.nearby
  }

  private static let nearby = 8

  /// How far before `index` a word of `cue` ends; very far where none is nearby.
  func distance(to cue: EntityCue, before index: Int) -> Int {
    var (low, high) = (0, cues.count)
    while low < high {
      let middle = (low + high) / 2
      if cues[middle].end <= index { low = middle + 1 } else { high = middle }
    }
    while low > 0, index - cues[low - 1].end <= Self.nearby {
      steps += 1
      if cues[low - 1].cue == cue { return index - cues[low - 1].end }
      low -= 1
    }
    return .max
  }

  func string(_ range: Range<Int>) -> String { text.string(in: range) }
}
