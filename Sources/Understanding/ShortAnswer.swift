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

  /// Whom the answer is said to, and how nicely; they make no answer of their own.
  private static let beside = [
    "please", "thanks", "em", "anh", "chị", "bạn", "shop", "ad", "ơi", "ạ", "nhé", "nha", "nhá",
    "啊", "呀",
    "啦", "亲",
  ]

  private static let table: PhraseTable = {
    var table = PhraseTable()
    for word in beside { table.insert(word, as: allCases.count) }
    for (number, answer) in allCases.enumerated() {
      for word in answer.words { table.insert(word, as: number) }
    }
    return table
  }()

  /// The answer that `text` is, also where it is given twice ("嗯嗯 确认", "ok yes").
  ///
  /// Nil where anything else stands beside it: "yes no" is no answer, nor is 是不是.
  init?(_ text: NormalizedText) {
    var covered = 0
    var numbers: Set<Int> = []
    for match in Self.table.longestMatches(in: text, withoutMarks: true) {
      if match.phrase < Self.allCases.count { numbers.insert(match.phrase) }
      covered += match.range.filter { Self.counts(text.scalars[$0]) }.count
    }
    guard numbers.count == 1, let number = numbers.first,
      covered == text.scalars.filter(Self.counts).count
    else { return nil }
    self = Self.allCases[number]
  }

  private static func counts(_ scalar: Unicode.Scalar) -> Bool {
    let kind = ScalarKind(scalar)
    // 👍🏽 is 👍.
    let isSkinTone = 0x1F3FB...0x1F3FF ~= scalar.value
    return kind != .space && kind != .punctuation && !isSkinTone
  }
}
