/// What somebody says, as transcripts write it.
///
/// `\n`, `\t`, `\\` and `\u{…}` stand for what an editor would not show or keep; a `\` before
/// anything else is a `\`. So every text can be written, and what is written is read back the same.
package enum ScriptText {
  /// What the escape at a `\` stands for; nil where the `\` is only itself.
  static func escape(_ scanner: inout ScriptScanner) throws(ScriptMistake) -> Unicode.Scalar? {
    let start = scanner.position
    for (escape, scalar) in [("\\n", "\n"), ("\\t", "\t"), ("\\\\", "\\")]
      as [(String, Unicode.Scalar)] where scanner.take(escape)
    {
      return scalar
    }
    guard scanner.take("\\u{") else { return nil }
    var digits = ""
    while let next = scanner.next, next != "}", digits.utf8.count < 8 {
      digits.unicodeScalars.append(next)
      scanner.advance()
    }
    guard scanner.take("}"), let value = UInt32(digits, radix: 16),
      let scalar = Unicode.Scalar(value)
    else {
      throw ScriptMistake(at: start, "`\\u{…}` needs a Unicode scalar in hexadecimal")
    }
    return scalar
  }

  static func read(_ scanner: inout ScriptScanner) throws(ScriptMistake) -> String {
    var text = String.UnicodeScalarView()
    while let next = scanner.next {
      if next == "\\", let scalar = try escape(&scanner) {
        text.append(scalar)
      } else {
        text.append(next)
        scanner.advance()
      }
    }
    return String(text)
  }

  /// A text as it stands after its marker: more lines are indented, what would be lost is escaped.
  package static func write(_ text: String, escapingBraces: Bool = false) -> String {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    var written = ""
    for (index, line) in lines.enumerated() {
      if index > 0 {
        // A blank line would end the text: its line break is written out instead.
        written += line.isEmpty || written.isEmpty ? "\\n" : "\n  "
      }
      written += self.line(line, escapingBraces: escapingBraces)
    }
    return written
  }

  private static func line(
    _ line: Substring.UnicodeScalarView, escapingBraces: Bool
  ) -> String {
    var written = String.UnicodeScalarView()
    let lastIndex = line.count - 1
    for (index, scalar) in line.enumerated() {
      let isEdge = index == 0 || index == lastIndex
      switch scalar {
      case "\\": written.append(contentsOf: "\\\\".unicodeScalars)
      case "\t": written.append(contentsOf: "\\t".unicodeScalars)
      case "{" where escapingBraces: written.append(contentsOf: "{{".unicodeScalars)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar == " " && isEdge:
        written.append(contentsOf: numbered(scalar).unicodeScalars)
      default: written.append(scalar)
      }
    }
    return String(written)
  }

  static func numbered(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16))}"
  }
}
