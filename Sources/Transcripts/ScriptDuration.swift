/// Spans of time as transcripts write them: `10m`, `1h30m`, `500ms`.
package enum ScriptDuration {
  private static let units: [(name: String, seconds: Double)] = [
    ("ms", 0.001), ("s", 1), ("m", 60), ("h", 3_600), ("d", 86_400),
  ]
  /// A hundred years; no transcript needs more, and dates stay within what can be written.
  private static let limit = 3_153_600_000.0

  /// Seconds; nil where `text` is no span of time.
  package static func seconds(_ text: some StringProtocol) -> Double? {
    var rest = text.unicodeScalars[...]
    guard !rest.isEmpty else { return nil }
    var seconds = 0.0
    while !rest.isEmpty {
      let digits = rest.prefix { ("0"..."9").contains($0) }
      rest = rest.dropFirst(digits.count)
      let letters = rest.prefix { ("a"..."z").contains($0) }
      rest = rest.dropFirst(letters.count)
      guard let number = Double(String(String.UnicodeScalarView(digits))),
        let unit = units.first(where: { $0.name == String(String.UnicodeScalarView(letters)) })
      else { return nil }
      seconds += number * unit.seconds
      guard seconds <= limit else { return nil }
    }
    return seconds
  }

  /// The shortest way to write it, to the millisecond.
  package static func text(_ seconds: Double) -> String {
    var left = Int64((min(max(seconds, 0), limit) * 1_000).rounded())
    guard left > 0 else { return "0s" }
    var text = ""
    for (name, length) in [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000)] {
      let count = left / Int64(length)
      left %= Int64(length)
      if count > 0 { text += "\(count)\(name)" }
    }
    return left > 0 ? text + "\(left)ms" : text
  }
}
