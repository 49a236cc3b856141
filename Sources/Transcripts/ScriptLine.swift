/// One line of a transcript as it stands in the file, with the lines that continue it.
struct ScriptLine: Equatable {
  /// A continuation begins with as many spaces.
  static let indentation = 2

  /// Counted from 1.
  var number: Int
  var count = 1
  /// Without white space at the ends of lines, and without the indentation of continuations.
  var text: String

  var range: ClosedRange<Int> { number...(number + count - 1) }

  /// Line and column, from 1 and in Unicode scalars, of a place in `text`.
  func place(at offset: Int) -> (line: Int, column: Int) {
    var line = number
    var column = 1
    for scalar in text.unicodeScalars.prefix(offset) {
      column += 1
      if scalar == "\n" {
        line += 1
        column = Self.indentation + 1
      }
    }
    return (line, column)
  }

  /// The lines of a file that say something: no comments, no blank lines.
  ///
  /// An indented line that continues nothing comes out as a line of its own, indentation and all.
  static func lines(of source: String) -> [ScriptLine] {
    var lines: [ScriptLine] = []
    var continues = false
    let all = source.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, scalars) in all.enumerated() {
      let physical = trimmed(scalars)
      if physical.isEmpty {
        continues = false
      } else if continues, physical.starts(with: [" ", " "]), let last = lines.indices.last {
        lines[last].text += "\n" + String(physical.dropFirst(indentation))
        lines[last].count = index + 1 - lines[last].number + 1
      } else if physical.first != "#" {
        lines.append(ScriptLine(number: index + 1, text: String(physical)))
        continues = physical.first != " "
      } else {
        continues = false
      }
    }
    return lines
  }

  private static func trimmed(
    _ line: String.UnicodeScalarView.SubSequence
  ) -> String.UnicodeScalarView.SubSequence {
    var line = line
    while let last = line.last, last == " " || last == "\t" || last == "\r" { line.removeLast() }
    return line
  }
}
