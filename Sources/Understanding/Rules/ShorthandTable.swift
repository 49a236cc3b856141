/// Words as customers type them, brought to the words they stand for: `ko` to `không`, `youhuo`
/// to 有货.
///
///     "sp này còn ko shop"   → "sản phẩm này còn không shop"
///     "sp nay con ko shop"   → "san pham nay con khong shop"
///
/// Only entries of the text's own language count. Whole words alone are replaced, Chinese ones
/// wherever they stand, and what is put in their place keeps their place in the raw text.
/// One pass over the text; a text without shorthand comes back as it is.
struct ShorthandTable: Sendable {
  /// The entries of one language.
  private struct Entries: Sendable {
    var phrases = PhraseTable()
    var meanings: [NormalizedText] = []
  }

  /// Figures longer than this are numbers of orders and phones, and no unit follows them.
  private static let longestMeasure = 4

  private var entries: [ExampleLanguage: Entries] = [:]

  init(_ shorthands: [Shorthand] = []) {
    for language in ExampleLanguage.allCases {
      var own = Entries()
      for shorthand in shorthands where shorthand.language == language {
        own.phrases.insert(shorthand.form, as: own.meanings.count)
        own.meanings.append(Normalizer().normalize(shorthand.meaning))
      }
      if !own.meanings.isEmpty { entries[language] = own }
    }
  }

  /// `text` written out; `entities` tell which letters are sizes and units.
  func writtenOut(
    _ text: NormalizedText, in language: ExampleLanguage, entities: [Entity] = [],
    keepsMarks: Bool = false
  ) -> NormalizedText {
    guard let entries = entries[language] else { return text }
    // Without marks `hẻm` would be read as `hem`: a form is only what the table says.
    let matches = entries.phrases.longestMatches(in: text, withoutMarks: false)
      .filter { counts($0.range, in: text, entities) }
    if matches.isEmpty { return text }
    let isMarked = keepsMarks || Self.hasMarks(text, besides: matches)
    var result = NormalizedText()
    result.reserve(text.count + matches.count * 8)
    var next = 0
    for match in matches {
      while next < match.range.lowerBound {
        result.append(text, at: next)
        next += 1
      }
      let (start, end) = (text.starts[next], text.ends[match.range.upperBound - 1])
      for scalar in entries.meanings[match.phrase].scalars {
        // Customers type either all marks or none, and examples are there in both forms.
        result.append(
          isMarked ? scalar : FoldingTable.standard.plain(scalar), start: start, end: end)
      }
      next = match.range.upperBound
    }
    while next < text.count {
      result.append(text, at: next)
      next += 1
    }
    return result
  }

  /// All that `form` may stand as in a text that was written out: itself, and what it stands for
  /// in a language.
  func forms(of form: String) -> [String] {
    let text = Normalizer().normalize(form)
    let written = ExampleLanguage.allCases.map { writtenOut(text, in: $0, keepsMarks: true) }
      .filter { $0.scalars != text.scalars }.map(\.string)
    return [form] + written
  }

  /// A short form may be a size, a unit (`350 k`), the end of a laugh (`kkk`) or a part of a sign
  /// (`:v`, `e-mail`): then it stands for nothing.
  private func counts(
    _ range: Range<Int>, in text: NormalizedText, _ entities: [Entity]
  ) -> Bool {
    guard range.count <= 2, ScalarKind(text.scalars[range.lowerBound]) == .letter else {
      return true
    }
    if Self.followsMeasure(range.lowerBound, in: text) { return false }
    guard range.count == 1 else { return true }
    let (start, end) = (text.starts[range.lowerBound], text.ends[range.lowerBound])
    return end - start == 1 && !entities.contains { Int32($0.start) <= start && start < $0.end }
      && Self.standsFree(range.lowerBound - 1, beyond: range.lowerBound - 2, in: text)
      && Self.standsFree(range.upperBound, beyond: range.upperBound + 1, in: text)
  }

  private static func followsMeasure(_ start: Int, in text: NormalizedText) -> Bool {
    var index = start - 1
    while index >= 0, ScalarKind(text.scalars[index]) == .space { index -= 1 }
    let last = index
    while index >= 0, last - index <= longestMeasure, ScalarKind(text.scalars[index]) == .digit {
      index -= 1
    }
    return last > index && last - index <= longestMeasure
  }

  /// Whether the sign beside a single letter is none that makes one word or one face of both.
  private static func standsFree(
    _ index: Int, beyond: Int, in text: NormalizedText
  ) -> Bool {
    guard text.scalars.indices.contains(index) else { return true }
    let scalar = text.scalars[index]
    guard ScalarKind(scalar) == .punctuation else { return true }
    guard scalar == "." else { return ",?!…~()，。；\"".unicodeScalars.contains(scalar) }
    return !text.scalars.indices.contains(beyond) || !ScalarKind(text.scalars[beyond]).isWordLike
  }

  /// Whether the customer types marks; `đc` and `sđt` are written so by those who type none, too.
  private static func hasMarks(
    _ text: NormalizedText, besides matches: [PhraseMatch]
  ) -> Bool {
    var next = 0
    for (index, scalar) in text.scalars.enumerated() where scalar.value >= 0xC0 {
      while next < matches.count, matches[next].range.upperBound <= index { next += 1 }
      let isShort = next < matches.count && matches[next].range.contains(index)
      if isShort, scalar == "đ" { continue }
      if FoldingTable.standard.plain(scalar) != scalar { return true }
    }
    return false
  }
}
