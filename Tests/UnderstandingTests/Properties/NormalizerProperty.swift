@testable import Understanding

/// What holds for every text that is normalised.
///
/// Checked by unit tests on seeded texts, and by `scripts/fuzz` on whatever libFuzzer thinks of.
enum NormalizerProperty {
  /// What is broken for `text`; nil where all is well.
  static func violation(_ text: String) -> String? {
    let normalizer = Normalizer()
    let count = text.unicodeScalars.count
    let folded = normalizer.fold(text)
    let normalized = normalizer.squeeze(folded)
    for (name, form) in [("folded", folded), ("normalised", normalized)] {
      if form.starts.count != form.count || form.ends.count != form.count {
        return "\(name): offsets are missing"
      }
      for index in 0..<form.count {
        let (start, end) = (form.starts[index], form.ends[index])
        if start < 0 || start >= end || end > count {
          return "\(name): \(start)..<\(end) is no place in \(count) scalars"
        }
        if index > 0, start < form.starts[index - 1] || end < form.ends[index - 1] {
          return "\(name): offsets go back at \(index)"
        }
      }
    }
    let again = normalizer.normalize(normalized.string)
    if again.scalars != normalized.scalars {
      return "not idempotent: ‘\(normalized.string)’ becomes ‘\(again.string)’"
    }
    if normalizer.normalize(text) != normalized { return "two runs differ" }
    return nil
  }
}
