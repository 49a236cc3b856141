/// A message for a terminal, character by character, so that something can be put under each.
///
/// Nothing in it is obeyed: what controls, turns the direction or cannot be seen is spelt out.
struct MessageCells: Equatable {
  struct Cell: Equatable {
    /// What is printed for the character.
    var shown: String
    /// How many columns that takes.
    var width: Int
    /// The scalars of the message that it stands for.
    var scalars: Range<Int>
    /// Whether the terminal may break a line behind it.
    var isBreak = false
  }

  let cells: [Cell]
  /// Whether some of it is written from right to left.
  let isRightToLeft: Bool

  init(_ text: String) {
    var start = 0
    var cells: [Cell] = []
    for character in text {
      let end = start + character.unicodeScalars.count
      cells.append(Self.cell(character, start..<end))
      start = end
    }
    self.cells = cells
    isRightToLeft = text.unicodeScalars.contains(where: Self.isRightToLeft)
  }

  /// The message cut into lines of at most `width` columns, where it can be after a space or a
  /// Chinese character; the ranges count cells.
  func lines(width: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    var column = 0
    var lastBreak: Int?
    var index = 0
    while index < cells.count {
      let cell = cells[index]
      if column + cell.width > width, index > start {
        let end = lastBreak ?? index
        lines.append(start..<end)
        (start, index, column, lastBreak) = (end, end, 0, nil)
        continue
      }
      column += cell.width
      index += 1
      if cell.isBreak { lastBreak = index }
    }
    if start < cells.count { lines.append(start..<cells.count) }
    return lines
  }

  /// The columns within `line` that `scalars` take there; empty where they stand elsewhere.
  func columns(of scalars: Range<Int>, in line: Range<Int>) -> Range<Int> {
    var column = 0
    var found: Range<Int>?
    for cell in cells[line] {
      if cell.scalars.overlaps(scalars) {
        found = (found?.lowerBound ?? column)..<(column + cell.width)
      }
      column += cell.width
    }
    return found ?? 0..<0
  }

  private static func cell(_ character: Character, _ scalars: Range<Int>) -> Cell {
    let all = character.unicodeScalars
    guard let first = all.first, !isSpeltOut(first) else {
      let shown = all.map(spelling).joined()
      return Cell(shown: shown, width: shown.count, scalars: scalars)
    }
    if [.nonspacingMark, .enclosingMark].contains(first.properties.generalCategory) {
      // A mark with nothing below it would sit on what is printed before.
      return Cell(shown: "◌\(character)", width: 1, scalars: scalars)
    }
    let width = TextWidth.columns(of: character)
    let isBreak = first.properties.isWhitespace || width == 2
    return Cell(shown: String(character), width: width, scalars: scalars, isBreak: isBreak)
  }

  private static func isSpeltOut(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    // The signs of Arabic that go before a number are of this kind and can be seen.
    case .format: !(0x600...0x605).contains(scalar.value) && scalar.value != 0x6DD
    default: false
    }
  }

  private static func spelling(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": #"\n"#
    case "\r": #"\r"#
    case "\t": #"\t"#
    default: "\\u{\(String(scalar.value, radix: 16))}"
    }
  }

  /// Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }
}
