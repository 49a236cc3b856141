/// Whether a text asks something, by its form.
///
/// A wish repeated as a question ("can I cancel it?", 能取消吗) is no consent to carry it out, and a
/// question is no value of a slot. Rather too often than too seldom: the customer is asked again.
package enum QuestionForm {
  private static let marks: Set<Unicode.Scalar> = ["?", "？", "﹖", "⁇", "⁈", "⁉"]

  private enum Place: Int, CaseIterable { case start, end, anywhere }

  private static func words(_ place: Place) -> [String] {
    switch place {
    case .start:
      [
        "can", "could", "how", "is", "are", "am", "do", "does", "did", "what", "what's", "when",
        "where", "why", "should", "may", "will", "would", "which", "who",
      ]
    case .end:
      [
        "吗", "么", "呢", "没有", "了没", "không", "ko", "chưa", "hả", "sao", "à", "nhỉ", "right",
        "or not",
      ]
    case .anywhere:
      [
        "怎么", "如何", "能不能", "可不可以", "可否", "是否", "要不要", "多久", "为什么", "哪些", "哪个",
        "cách hủy", "làm sao", "thế nào", "ntn", "bao lâu", "bao giờ", "khi nào", "tại sao",
        "too late to",
      ]
    }
  }

  private static let table: PhraseTable = {
    var table = PhraseTable()
    for place in Place.allCases {
      for word in words(place) { table.insert(word, as: place.rawValue) }
    }
    return table
  }()

  /// Whether `text` has a question mark.
  static func isMarked(_ text: some Sequence<Unicode.Scalar>) -> Bool {
    text.contains(where: marks.contains)
  }

  /// Whether `text` asks something, politeness around it aside.
  package static func holds(for text: String) -> Bool {
    if isMarked(text.unicodeScalars) { return true }
    let whole = Normalizer().normalize(text)
    let wish = Courtesy.stripped(from: whole, withoutMarks: true) ?? whole
    return table.matches(in: wish, withoutMarks: true).contains { match in
      switch Place(rawValue: match.phrase) {
      case .start: match.range.lowerBound == 0
      // "Không" alone is a no.
      case .end: match.range.upperBound == wish.count && match.range.lowerBound > 0
      case .anywhere: true
      case nil: false
      }
    }
  }
}
