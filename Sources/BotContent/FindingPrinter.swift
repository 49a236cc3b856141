/// Writes findings as compilers do: place and message, the line, a caret under the place.
///
///     dialogs/order_track.yaml:14:13: error: there is no text `shiped` in group `order_track`
///         say: shiped
///              ^
///       did you mean `shipped`?
package struct FindingPrinter {
  /// Longer lines are cut around the place, in Unicode scalars.
  private static let widest = 160
  private static let indent = "    "

  package init() {}

  /// All findings and, last, how many there are; ends in a line break.
  package func text(_ report: ContentReport, sources: [String: String]) -> String {
    var files: [String: SourceText] = [:]
    var text = ""
    for finding in report.findings {
      let source =
        files[finding.file]
        ?? sources[finding.file].map { SourceText(file: finding.file, text: $0) }
      files[finding.file] = source
      text += block(finding, source)
    }
    func count(_ number: Int, _ noun: String) -> String {
      "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
    return text + "\(count(report.errors, "error")), \(count(report.warnings, "warning"))\n"
  }

  private func block(_ finding: ContentFinding, _ source: SourceText?) -> String {
    let place = "\(finding.file):\(finding.line):\(finding.column)"
    var text = "\(place): \(finding.severity.rawValue): \(Self.visible(finding.message))\n"
    if let source { text += Self.excerpt(source.line(finding.line), column: finding.column) }
    if let witness = finding.witness { text += "  for example: \(Self.visible(witness))\n" }
    if let suggestion = finding.suggestion {
      text += "  did you mean `\(Self.visible(suggestion))`?\n"
    }
    return text
  }

  /// The line and the caret; nothing for a line with nothing on it.
  private static func excerpt(_ line: String, column: Int) -> String {
    var scalars = Array(line.unicodeScalars)
    guard !scalars.allSatisfy(\.properties.isWhitespace) else { return "" }
    var caret = min(column - 1, scalars.count)
    var (head, tail) = ("", "")
    if scalars.count > widest {
      // Half of the window before the place, half behind it.
      let start = max(0, min(caret - widest / 2, scalars.count - widest))
      if start > 0 { head = "…" }
      if start + widest < scalars.count { tail = "…" }
      scalars = Array(scalars[start..<start + widest])
      caret -= start
    }
    let before = scalars[..<caret]
    let shown = before.map(visible).joined() + scalars[caret...].map(visible).joined()
    let space = before.map(blank).joined()
    return indent + head + shown + tail + "\n"
      + indent + (head.isEmpty ? "" : " ") + space + "^\n"
  }

  private static func visible(_ text: String) -> String {
    text.unicodeScalars.map(visible).joined()
  }

  /// What a terminal would act on, or not show at all, is spelled out.
  private static func visible(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control where scalar != "\t", .format, .lineSeparator, .paragraphSeparator:
      "<U+" + String(scalar.value, radix: 16, uppercase: true) + ">"
    default: String(Character(scalar))
    }
  }

  /// As much empty space as the scalar takes on a terminal.
  private static func blank(_ scalar: Unicode.Scalar) -> String {
    if scalar == "\t" { return "\t" }
    return String(repeating: " ", count: visible(scalar).unicodeScalars.reduce(0) { $0 + $1.cells })
  }
}

extension Unicode.Scalar {
  /// How many cells of a terminal it fills: 2 for East Asian wide characters (Unicode Standard
  /// Annex #11) and emoji, 0 for marks that join the letter before.
  var cells: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
      0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
