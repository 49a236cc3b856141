/// `ok`, `好`, `ừ`: answers so short that only the question tells what they mean.
///
/// Asked for only where the chat expects a yes or a no; the content's own examples come first.
enum ShortAnswer: String, CaseIterable, Sendable {
  case yes, no

  private var words: [String] {
    switch self {
    case .yes:
      [
        "ok", "oke", "okie", "okay", "okey", "oki", "k", "yes", "yep", "yeah", "yea", "ya", "y",
        "sure", "right", "correct", "of course", "fine", "please do", "go ahead", "that's right",
        "好", "好的", "好啊", "好呀", "好吧", "好滴", "好哒", "行", "行吧", "可以", "可以的", "是", "是的",
        "对", "对的", "对啊", "没错", "嗯", "嗯嗯", "恩", "要", "需要", "确认", "确定", "没问题", "麻烦了",
        "ừ", "ừm", "uh", "ừa", "vâng", "vâng ạ", "dạ", "dạ vâng", "dạ đúng", "dạ được", "đúng",
        "đúng rồi",
        "đúng vậy", "có", "có ạ", "dạ có", "được", "được ạ", "dc", "đc", "đồng ý", "chuẩn",
        "ok shop", "👌", "👍",
      ]
    case .no:
      [
        "no", "nope", "nah", "n", "not really", "no thanks", "no thank you", "don't", "wrong",
        "不", "不是", "不是的", "不用", "不用了", "不要", "不要了", "不对", "不行", "不可以", "否", "没有",
        "别", "算了", "不必", "不需要", "不好", "没",
        "không", "không ạ", "dạ không", "không phải", "không cần", "ko", "k cần", "ko cần", "thôi",
        "khỏi",
        "sai", "sai rồi", "chưa", "đừng", "không đúng", "👎",
      ]
    }
  }

  private static let table: SentenceTable = {
    var table = SentenceTable()
    let location = SourceLocation(file: "", line: 1, column: 1)
    for answer in allCases {
      for word in answer.words {
        let entry = SentenceTable.Entry(
          intent: answer.rawValue, isNearMiss: false, template: word, location: location)
        table.insert(Normalizer().normalize(word), entry, alsoPlain: true)
      }
    }
    return table
  }()

  init?(_ text: NormalizedText) {
    guard let intent = Self.table.entries(for: text).first?.intent else { return nil }
    self.init(rawValue: intent)
  }
}
