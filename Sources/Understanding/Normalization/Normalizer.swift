/// Brings what customers type into one form: width, case, script, marks, repetitions.
///
///     "Hellooo　ＯＲＤＥＲ"   → "hello order"
///     "怎麼還沒出貨？？？"       → "怎么还没出货?"
///     "客戶(hù)服務(wù)"        → "客户服务"
///     "Thủy ơiiii"           → "thuỷ ơi"
///
/// Normalising is idempotent and takes time linear in the text, whatever the text is.
package struct Normalizer: Sendable {
  private let table = FoldingTable.standard
  /// More marks than this on one letter mean nothing in any language we speak.
  private static let mostMarks = 4

  /// Place-holders live in private use, which no customer may type.
  private let keepsPlaceholders: Bool

  package init() { keepsPlaceholders = false }

  init(keepsPlaceholders: Bool) { self.keepsPlaceholders = keepsPlaceholders }

  /// The form that rules and classifier see.
  package func normalize(_ text: String) -> NormalizedText { squeeze(fold(text)) }

  /// Folded scalar by scalar, but with every repetition kept: numbers and addresses are read from
  /// this form.
  func fold(_ text: String) -> NormalizedText {
    let raw = Array(text.unicodeScalars)
    var result = NormalizedText()
    result.reserve(raw.count)
    var marks = 0
    var index = 0
    while index < raw.count {
      let scalar = raw[index]
      let start = Int32(truncatingIfNeeded: index)
      index += 1
      let end = Int32(truncatingIfNeeded: index)
      if keepsPlaceholders, scalar.value >= 0xF0000 {
        result.append(scalar, start: start, end: end)
        continue
      }
      let folding = Self.isMark(scalar) ? .scalar(scalar) : table.folding(of: scalar)
      switch folding {
      case .itself:
        if scalar == ")", closeGloss(in: &result, end: end) { continue }
        result.append(scalar, start: start, end: end)
      case .scalar(let folded) where Self.isMark(folded):
        if marks < Self.mostMarks, let last = result.scalars.last,
          let whole = table.composition(of: last, with: folded)
        {
          result.replaceLast(by: whole, end: end)
        }
        marks += 1
        continue
      case .scalar(let folded):
        if folded == ")", closeGloss(in: &result, end: end) { continue }
        result.append(folded, start: start, end: end)
      case .several(let scalars):
        for folded in scalars {
          if Self.isMark(folded) { continue }
          result.append(folded, start: start, end: end)
        }
      case .nothing: continue
      }
      marks = 0
    }
    return result
  }

  /// Repetitions shortened, white space collapsed, Vietnamese tone marks in their modern place.
  func squeeze(_ text: NormalizedText) -> NormalizedText {
    var result = NormalizedText()
    result.reserve(text.count)
    let scalars = text.scalars
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let kind = ScalarKind(scalar)
      if kind == .space {
        if let last = result.scalars.last, last != " " { result.append(text, at: index) }
        index += 1
        continue
      }
      var next = index + 1
      while next < scalars.count, scalars[next] == scalar { next += 1 }
      let run = next - index
      var kept = run
      if run > 2, kind != .digit, !ChineseNumeral.isNumeral(scalar) {
        let endsWord = next == scalars.count || ScalarKind(scalars[next]) != .letter
        // "hellooo" is hello, "cooool" is cool; a Chinese character may well stand twice.
        kept = kind == .ideograph || (kind == .letter && !endsWord) ? 2 : 1
      }
      for i in index..<index + kept { result.append(text, at: i) }
      if kept < run { result.extendLast(to: text.ends[next - 1]) }
      index = next
    }
    if result.scalars.last == " " { result.removeLast() }
    moveTones(in: &result)
    return result
  }

  /// `hòa` and `hoà` are the same word: old and new spelling differ in the place of the mark.
  private func moveTones(in text: inout NormalizedText) {
    for i in text.scalars.indices.dropLast() where text.scalars[i].value >= 0xC0 {
      let (first, second) = (text.scalars[i], text.scalars[i + 1])
      guard second == "a" || second == "e" || second == "y",
        let moved = Self.movedTones[first.value << 8 | second.value],
        i + 2 == text.count || ScalarKind(text.scalars[i + 2]) != .letter,
        i == 0 || text.scalars[i - 1] != moved.first
      else { continue }
      text.replace(at: i, by: moved.first)
      text.replace(at: i + 1, by: moved.second)
    }
  }

  private static let movedTones: [UInt32: (first: Unicode.Scalar, second: Unicode.Scalar)] = {
    var moves: [UInt32: (first: Unicode.Scalar, second: Unicode.Scalar)] = [:]
    let rows: [(String, String, Unicode.Scalar)] = [
      ("òóỏõọ", "aàáảãạ", "o"), ("òóỏõọ", "eèéẻẽẹ", "o"), ("ùúủũụ", "yỳýỷỹỵ", "u"),
    ]
    for (firsts, seconds, bare) in rows {
      let toned = Array(seconds.unicodeScalars)
      for (tone, first) in firsts.unicodeScalars.enumerated() {
        moves[first.value << 8 | toned[0].value] = (bare, toned[tone + 1])
      }
    }
    return moves
  }()

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value >= 0x300 && scalar.value < 0x370) || scalar == "\u{3099}" || scalar == "\u{309A}"
  }

  /// Takes away the pinyin in brackets that a closing bracket ends, where it stands behind a
  /// Chinese character, which then reaches to `end`; false where there is none.
  ///
  /// Text scraped from shops carries such glosses. Only a tone mark tells them from `衣服(XL)`. Looked
  /// for in what is folded already, and with repetitions counted as `squeeze` leaves them, so that
  /// there is nothing left to be found in the second run.
  private func closeGloss(in text: inout NormalizedText, end: Int32) -> Bool {
    let scalars = text.scalars
    var (index, letters, hasTone) = (scalars.count, 0, false)
    while index > 0, scalars[index - 1] != "(" {
      let scalar = scalars[index - 1]
      if Self.pinyinTones.contains(scalar) {
        hasTone = true
      } else if !("a"..."z" ~= scalar), scalar != "ü", scalar != "ɡ", scalar != "ɑ" {
        return false
      }
      var first = index - 1
      while first > 0, scalars[first - 1] == scalar { first -= 1 }
      let run = index - first
      letters += run <= 2 ? run : index == scalars.count ? 1 : 2
      index = first
    }
    guard hasTone, (1...Self.longestGloss).contains(letters) else { return false }
    var brackets = 0
    while index > 0, scalars[index - 1] == "(" {
      index -= 1
      brackets += 1
    }
    // Two brackets stay two, three are one.
    guard brackets != 2, index > 0, ScalarKind.isHan(scalars[index - 1]) else { return false }
    text.removeLast(scalars.count - index)
    text.extendLast(to: end)
    return true
  }

  private static let longestGloss = 13
  private static let pinyinTones = Set("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ".unicodeScalars)
}
