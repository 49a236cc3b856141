/// Played transcripts as the XML that CI systems read: a suite, a case for each file.
package struct JUnitReport: Equatable, Sendable {
  package struct Case: Equatable, Sendable {
    package var name: String
    /// The differences or mistakes; nil where it passed.
    package var failure: String?

    package init(name: String, failure: String?) {
      self.name = name
      self.failure = failure
    }
  }

  package var cases: [Case]

  package init(_ cases: [Case]) { self.cases = cases }

  package var xml: String {
    let failures = cases.count { $0.failure != nil }
    var xml = """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuite name="parley test" tests="\(cases.count)" failures="\(failures)">

      """
    for item in cases {
      xml += "  <testcase classname=\"transcripts\" name=\"\(Self.escaped(item.name))\""
      if let failure = item.failure {
        xml += ">\n    <failure message=\"the chat went otherwise\">\(Self.escaped(failure))"
        xml += "</failure>\n  </testcase>\n"
      } else {
        xml += "/>\n"
      }
    }
    return xml + "</testsuite>\n"
  }

  private static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "\n", "\t": escaped.append(scalar)
      // XML 1.0 cannot carry these at all, not even escaped.
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        escaped.append("\u{FFFD}")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
