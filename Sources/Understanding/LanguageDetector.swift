/// Tells which language a text is in, where anything in it tells.
///
/// Chinese by its characters, the script by those that only one script has; Vietnamese by its
/// letters, and typed without marks by its words; else English by its words. Numbers, emoji, order
/// numbers, brand names and `ok` tell nothing.
struct LanguageDetector: Sendable {
  /// Words without marks, and how much each speaks for Vietnamese (positive) or English (negative).
  private var words = PhraseTable()
  private var votes: [Int] = []
  /// Chinese typed in Latin letters, as `youhuo`.
  private var pinyin = PhraseTable()

  /// `votes` are of the bot's own words, which know its trade.
  ///
  /// Of its shorthand, what is longer than a letter tells as well.
  init(votes: [String: Int] = [:], shorthand: [Shorthand] = []) {
    var known = votes
    for entry in shorthand where entry.form.unicodeScalars.count > 1 {
      let vote = entry.language == .vi ? 1 : entry.language == .en ? -1 : 0
      if vote == 0, entry.form.utf8.count > 4, entry.form.utf8.allSatisfy({ $0 < 0x80 }) {
        pinyin.insert(entry.form, as: 0)
      }
      let word = Normalizer().normalize(entry.form).plainString
      if vote != 0 { known[word] = known[word].map { $0 == vote ? vote : 0 } ?? vote }
    }
    for word in Self.vietnamese { known[word] = 2 }
    for word in Self.english { known[word] = -2 }
    for word in Self.neutral { known[word] = 0 }
    for (word, vote) in known {
      words.insert(word, as: self.votes.count)
      self.votes.append(vote)
    }
  }

  /// How the words of a bot's own sentences, normalised, vote; those that tell nothing are left out.
  static func votes(
    of examples: [(language: ExampleLanguage, text: NormalizedText)]
  ) -> [String: Int] {
    var counts: [String: (vietnamese: Int, english: Int)] = [:]
    for (language, text) in examples where language != .zh {
      let plain = text.withoutMarks()
      for token in Tokenizer.tokens(of: text) where token.count > 1 {
        let word = plain.string(in: token)
        if language == .vi { counts[word, default: (0, 0)].vietnamese += 1 }
        if language == .en { counts[word, default: (0, 0)].english += 1 }
      }
    }
    return counts.compactMapValues { count in
      // A word of both languages tells nothing; one of the shop's own jargon little.
      if count.vietnamese >= 2, count.english == 0 { return 1 }
      return count.english >= 2 && count.vietnamese == 0 ? -1 : nil
    }
  }

  func language(of text: String, default fallback: Language) -> Language? {
    let table = FoldingTable.standard
    var (han, traditional, simplified, marks, strongMarks) = (0, 0, 0, 0, 0)
    for scalar in text.unicodeScalars where scalar.value >= 0xC0 {
      if ScalarKind.isHan(scalar) {
        han += 1
        if table.isTraditionalOnly(scalar) { traditional += 1 }
        if table.isSimplifiedOnly(scalar) { simplified += 1 }
      } else if case let folded = Self.lowered(scalar), Self.vietnameseLetters.contains(folded) {
        strongMarks += 1
      } else if scalar.value < 0x100 || (0x300...0x323).contains(scalar.value) {
        marks += 1
      }
    }
    if han > 0, han * 3 >= Self.latinWords(text) {
      if traditional != simplified {
        return traditional > simplified ? .traditionalChinese : .simplifiedChinese
      }
      return fallback == .traditionalChinese ? .traditionalChinese : .simplifiedChinese
    }
    if strongMarks > 0 { return .vietnamese }
    let normalized = Normalizer().normalize(text)
    if isPinyin(normalized) {
      return fallback == .traditionalChinese ? .traditionalChinese : .simplifiedChinese
    }
    return byWords(normalized, hasMarks: marks > 0)
  }

  /// Whether at least half of the text is Chinese in Latin letters: `ma` alone is Vietnamese.
  private func isPinyin(_ text: NormalizedText) -> Bool {
    let matches = pinyin.longestMatches(in: text, withoutMarks: false)
    return !matches.isEmpty && matches.reduce(0) { $0 + $1.range.count } * 2 >= text.count
  }

  private func byWords(_ text: NormalizedText, hasMarks: Bool) -> Language? {
    let plain = text.withoutMarks()
    let matches = words.matches(in: plain, withoutMarks: false)
    var (sum, unknown, next) = (0, 0, 0)
    for token in Tokenizer.tokens(of: plain) {
      while next < matches.count, matches[next].range.lowerBound < token.lowerBound { next += 1 }
      guard ScalarKind(plain.scalars[token.lowerBound]) == .letter,
        !token.contains(where: { ScalarKind(plain.scalars[$0]) == .digit }),
        !Self.isPartOfAddress(token, plain.scalars)
      else { continue }
      if next < matches.count, matches[next].range == token {
        sum += votes[matches[next].phrase]
      } else {
        unknown += 1
      }
    }
    if sum > 0 { return .vietnamese }
    if sum < 0 { return .english }
    if hasMarks, unknown > 0 { return .vietnamese }
    // Several words that are no Vietnamese: most likely English we do not know.
    return unknown >= 3 ? .english : nil
  }

  /// Whether the word stands in an e-mail address or a link.
  private static func isPartOfAddress(_ word: Range<Int>, _ scalars: [Unicode.Scalar]) -> Bool {
    func joins(_ index: Int, _ beyond: Int) -> Bool {
      guard scalars.indices.contains(index) else { return false }
      if scalars[index] == "@" { return true }
      return scalars[index] == "." && scalars.indices.contains(beyond)
        && ScalarKind(scalars[beyond]) == .letter
    }
    return joins(word.lowerBound - 1, word.lowerBound - 2)
      || joins(word.upperBound, word.upperBound + 1)
  }

  private static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if case .scalar(let folded) = FoldingTable.standard.folding(of: scalar) { return folded }
    return scalar
  }

  private static func latinWords(_ text: String) -> Int {
    var (count, inside) = (0, false)
    for scalar in text.unicodeScalars {
      let isLetter = scalar.value < 0x3000 && ScalarKind(scalar) == .letter
      if isLetter, !inside { count += 1 }
      inside = isLetter
    }
    return count
  }

  /// Letters that no other language of our customers has: é and ô alone may be French.
  private static let vietnameseLetters = Set(
    ("đăơư" + "ảãạằắẳẵặầấẩẫậẻẽẹềếểễệỉĩịỏõọồốổỗộờớởỡợủũụừứửữựỳỷỹỵ" + "\u{309}\u{323}\u{31B}")
      .unicodeScalars)

  private static let vietnamese = [
    "toi", "minh", "khong", "ko", "hok", "khg", "cua", "muon", "duoc", "dc", "dk", "chua", "roi",
    "oi", "shop oi", "bao", "gio", "sao", "nao", "gi", "the", "nay", "kia", "hang", "don", "giao",
    "huy", "doi", "tra", "mua", "ban", "gui", "nhan", "xem", "kiem", "giup", "voi", "nhe", "nha",
    "vay", "vang", "da", "cam", "on", "chao", "alo", "ad", "em", "anh", "chi", "ship cod", "tien",
    "hoan", "phi", "gia", "con", "mau", "ao", "quan", "giay", "cho", "nguoi", "nhan vien", "can",
    "lam", "nhu", "vi", "dau", "den", "mai", "hom", "ngay", "tuan", "thang", "thu", "bi", "loi",
    "thieu", "sai", "hong", "vo", "nham", "dia", "so", "dien", "thoai", "thoi", "dung", "uh", "u",
    "nhieu", "it", "lau", "nhanh", "cham", "qua", "rat", "hay", "neu", "thi", "ma", "la", "mk",
    "bn", "ntn", "j", "z", "vs", "ib", "sp", "sz", "kh", "khach",
  ].filter { !english.contains($0) && !$0.contains(" ") }

  /// Left out on purpose: words that are Vietnamese syllables just as well.
  private static let english: Set<String> = [
    "i", "you", "he", "she", "we", "they", "my", "your", "is", "are", "was", "were", "be", "been",
    "have", "has", "had", "does", "did", "will", "would", "could",
    "should", "the", "and", "or", "but", "if", "of", "for", "from", "with", "at", "by",
    "in", "out", "up", "not", "no", "yes", "hello", "hi", "hey", "please", "thanks", "thank",
    "what", "where", "when", "why", "who", "how", "which", "this", "that", "there", "here",
    "parcel", "package", "refund", "return", "cancel", "shipping", "delivery", "track", "help",
    "want", "need", "get", "got", "still", "yet", "didn", "isn", "haven", "much",
    "many", "day", "days", "today", "tomorrow", "yesterday", "week", "item", "items",
    "wrong", "broken", "missing", "human", "agent", "person", "speak", "talk", "change", "address",
    "pay", "payment", "invoice", "stock", "available", "bye", "sorry", "sure", "about",
    "back", "received", "arrived", "arrive", "late", "stop", "never", "mind",
  ]

  /// Said in every language, or by every shop.
  private static let neutral: Set<String> = [
    "ok", "oke", "okie", "okay", "oki", "k", "size", "shop", "ship", "sale", "voucher", "cod",
    "app", "web", "link", "email", "vip", "pro", "max", "mini", "iphone", "xl", "xxl", "inbox",
    "shopee", "lazada", "tiki", "tiktok", "taobao", "zalo", "line", "facebook", "fb", "haha",
    "hehe", "hihi", "kkk", "lol", "wow", "order", "check", "hot", "set", "combo", "an", "am",
  ]
}

extension ExampleLanguage {
  private static let detector = LanguageDetector()

  /// The language that `text` is written in, as far as its letters and commonest words tell.
  package static func written(in text: String) -> ExampleLanguage {
    detector.language(of: text, default: .english)?.exampleKey ?? .en
  }
}
