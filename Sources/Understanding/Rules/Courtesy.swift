/// Greetings and politeness at both ends of a message, which say nothing about the wish in it.
///
///     "您好～不好意思想请问一下我的包裹到哪了，谢谢"   → "我的包裹到哪了"
///     "shop ơi huỷ giúp mình với ạ"                → "huỷ"
///
/// Only what is a courtesy wherever it stands is listed: 吗, `không` and `ok` are not.
enum Courtesy {
  private static let openings = [
    "hi", "hello", "hey", "hi there", "hello there", "good morning", "good afternoon",
    "good evening", "please", "excuse me", "sorry", "sorry to bother you", "i was wondering",
    "i was just wondering", "just wondering", "whether it might be possible to", "to find out",
    "whether it is possible to", "if it is possible to", "if you could tell me", "find out",
    "could you let me know", "i would like to know", "i'd like to know", "could you tell me",
    "can you tell me",
    "could you please", "can you please", "i hope you're well", "i hope you are well",
    "hope you're well", "actually", "um", "well", "so", "and", "oh",
    "你好", "您好", "你们好", "哈喽", "哈啰", "嗨", "亲", "亲爱的", "早上好", "下午好", "晚上好", "早安",
    "午安", "在吗", "请问", "请问一下", "请问下", "想请问", "想请问一下", "想问", "想问下", "想问一下",
    "我想问", "我想问下", "我想问一下", "我想请问", "我想请问一下", "问一下", "问下", "咨询一下",
    "想咨询一下", "不好意思", "打扰一下", "打扰了", "麻烦", "麻烦你", "麻烦您", "请", "请你", "请您",
    "那", "那个", "那就", "客服", "老板", "店家",
    "dạ", "chào shop", "dạ chào shop", "xin chào", "chào", "shop ơi", "ad ơi", "em ơi", "chị ơi",
    "bạn ơi", "alo", "cho em hỏi", "cho mình hỏi", "cho tôi hỏi", "cho chị hỏi", "cho anh hỏi",
    "cho hỏi", "cho em hỏi chút", "cho mình hỏi chút", "cho hỏi chút", "làm ơn", "vui lòng",
    "shop cho em hỏi", "shop cho mình hỏi", "shop", "ạ", "à", "vậy", "thế",
  ]

  private static let closings = [
    "please", "thanks", "thank you", "many thanks", "thanks a lot", "thank you so much",
    "thank you very much", "thanks in advance", "cheers", "then",
    "谢谢", "谢谢你", "谢谢您", "谢谢啦", "谢谢了", "多谢", "感谢", "感恩", "拜托", "拜托了", "麻烦了",
    "麻烦你了", "麻烦您了", "啊", "呀", "哈", "哦", "噢", "喔", "啦", "吧", "亲",
    "ạ", "nhé", "nha", "nhá", "với", "shop", "shop ơi", "ad", "ad ơi", "bạn ơi", "em ơi", "cảm ơn",
    "cám ơn", "em cảm ơn", "mình cảm ơn", "cảm ơn shop", "em cảm ơn ạ", "giúp mình", "giúp em",
    "giúp chị", "giúp tôi", "giúp", "hộ mình", "hộ em", "cho mình", "cho em", "đi", "luôn",
  ]

  private static let table: PhraseTable = {
    var table = PhraseTable()
    for (number, words) in [openings, closings].enumerated() {
      for word in words { table.insert(word, as: number) }
    }
    return table
  }()

  /// `text` without the courtesies at its ends; nil where there are none, or nothing else.
  static func stripped(from text: NormalizedText, withoutMarks: Bool) -> NormalizedText? {
    let bounds = wish(in: text, withoutMarks: withoutMarks)
    guard !bounds.isEmpty, bounds.count < text.count else { return nil }
    var rest = NormalizedText()
    rest.reserve(bounds.count)
    for index in bounds { rest.append(text, at: index) }
    return rest
  }

  /// Whether `text` is polite and nothing else.
  static func isAll(of text: NormalizedText, withoutMarks: Bool) -> Bool {
    wish(in: text, withoutMarks: withoutMarks).isEmpty
  }

  private static func wish(in text: NormalizedText, withoutMarks: Bool) -> Range<Int> {
    let matches = table.matches(in: text, withoutMarks: withoutMarks)
    if matches.isEmpty { return text.scalars.allSatisfy(isFiller) ? 0..<0 : 0..<text.count }
    var opened: [Int: Int] = [:]
    var closed: [Int: Int] = [:]
    for match in matches {
      let (start, end) = (match.range.lowerBound, match.range.upperBound)
      if match.phrase == 0 {
        opened[start] = max(opened[start] ?? 0, end)
      } else {
        closed[end] = min(closed[end] ?? start, start)
      }
    }
    var bounds = 0..<text.count
    while !bounds.isEmpty {
      let (first, last) = (bounds.lowerBound, bounds.upperBound)
      if isFiller(text.scalars[first]) {
        bounds = first + 1..<last
      } else if isFiller(text.scalars[last - 1]) {
        bounds = first..<last - 1
      } else if let end = opened[first], end <= last {
        bounds = end..<last
      } else if let start = closed[last], start >= first {
        bounds = first..<start
      } else {
        break
      }
    }
    return bounds
  }

  /// `text` without the clauses in which one of `ranges` begins.
  static func clauses(of text: NormalizedText, besides ranges: [Range<Int>]) -> NormalizedText {
    var rest = NormalizedText()
    var start = 0
    for index in 0...text.count
    where index == text.count || clauseEnds.contains(text.scalars[index]) {
      let clause = start..<min(index + 1, text.count)
      if !ranges.contains(where: { clause.contains($0.lowerBound) }) {
        for kept in clause { rest.append(text, at: kept) }
      }
      start = index + 1
    }
    return rest
  }

  /// The sentences of `text`, where there are several.
  static func sentences(of text: NormalizedText) -> [NormalizedText] {
    var sentences = [NormalizedText()]
    for index in 0..<text.count {
      sentences[sentences.count - 1].append(text, at: index)
      if sentenceEnds.contains(text.scalars[index]) { sentences.append(NormalizedText()) }
    }
    sentences.removeAll { $0.count < 2 }
    return sentences.count > 1 ? sentences : []
  }

  private static let sentenceEnds: Set<Unicode.Scalar> = [".", "。", "!", "！", "?", "？", ";", "；"]

  private static let clauseEnds: Set<Unicode.Scalar> = [
    ",", "，", ".", "。", "!", "！", ";", "；", "、", "\n",
  ]

  private static func isFiller(_ scalar: Unicode.Scalar) -> Bool {
    let kind = ScalarKind(scalar)
    return kind == .space || kind == .punctuation
  }
}
