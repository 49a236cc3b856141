/// Text for an HTML page: nothing that somebody wrote becomes markup.
enum Markup {
  /// `text` as it stands, for the inside of elements and of double-quoted attributes.
  ///
  /// Control characters, which HTML does not have, and those that turn the direction of text are
  /// shown as `\u{7}`.
  static func text(_ text: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      case _ where isControl(scalar):
        escaped += "\\u{\(String(scalar.value, radix: 16))}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// The same with what stands between backticks as code.
  static func prose(_ text: String) -> String {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .map {
        $0.isMultiple(of: 2) ? self.text(String($1)) : "<code>\(self.text(String($1)))</code>"
      }
      .joined()
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// `86.2 %`; a dash where there is nothing.
  static func percent(_ share: Double?) -> String {
    share.map { "\(decimal($0 * 100, digits: 1)) %" } ?? "–"
  }

  /// `0.86`, for figures that are not negative.
  static func decimal(_ value: Double, digits: Int) -> String {
    let scale = (0..<digits).reduce(1) { whole, _ in whole * 10 }
    let number = Int((value * Double(scale)).rounded())
    let rest = String(number % scale)
    return "\(number / scale)." + String(repeating: "0", count: digits - rest.count) + rest
  }

  /// `12,345`.
  static func count(_ number: Int) -> String {
    var digits = Array(String(number))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }
}
