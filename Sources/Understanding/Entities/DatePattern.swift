/// The ways to write a date in figures, in Chinese, Vietnamese and English.
enum DatePattern {
  private static let patterns: [@Sendable (inout TextCursor, CivilDate) -> CivilDate?] = [
    yearFirst, chinese, vietnamese, distance, english, slashed,
  ]

  /// The date at the cursor, which then stands behind it.
  static func date(_ cursor: inout TextCursor, today: CivilDate) -> CivilDate? {
    for pattern in patterns {
      var place = cursor
      if let date = pattern(&place, today), place.context.isBoundary(place.index) {
        cursor = place
        return date
      }
    }
    return nil
  }

  /// 2026-11-20, 2026/11/20, 2026.11.20, 2026年11月20日.
  private static func yearFirst(_ cursor: inout TextCursor, _ today: CivilDate) -> CivilDate? {
    guard let year = cursor.number(upTo: 4), (1900...2200).contains(year) else { return nil }
    if cursor.skip("年") { return chinese(&cursor, year: year) }
    for separator in ["-", "/", "."] where cursor.skip(separator, whole: false) {
      guard let month = cursor.number(upTo: 2), cursor.skip(separator, whole: false),
        let day = cursor.number(upTo: 2)
      else { return nil }
      return CivilDate(year: year, month: month, day: day)
    }
    return nil
  }

  /// 11月20日, 十一月二十号, 20号; 去年, 明年 before it.
  private static func chinese(_ cursor: inout TextCursor, _ today: CivilDate) -> CivilDate? {
    let years = ["今年": 0, "去年": -1, "明年": 1]
    for (word, offset) in years where cursor.skip(word) {
      return chinese(&cursor, year: today.year + offset)
    }
    guard let number = cursor.number(upTo: 2, words: true) else { return nil }
    if cursor.skip("月") {
      cursor.skipSpaces()
      guard let day = cursor.number(upTo: 2, words: true), cursor.skip(anyOf: ["日", "号"]) else {
        return nil
      }
      return CivilDate.nearest(month: number, day: day, to: today)
    }
    // 20号 alone, but not 20号楼 or 3号链接.
    guard cursor.skip(anyOf: ["号", "日"]),
      !cursor.isAtEnd
        ? !"楼店线码门仓柜链款色".unicodeScalars.contains(cursor.context.scalars[cursor.index]) : true
    else { return nil }
    return CivilDate(year: today.year, month: today.month, day: number)
  }

  private static func chinese(_ cursor: inout TextCursor, year: Int) -> CivilDate? {
    guard let month = cursor.number(upTo: 2, words: true), cursor.skip("月"),
      let day = cursor.number(upTo: 2, words: true)
    else { return nil }
    _ = cursor.skip(anyOf: ["日", "号"])
    return CivilDate(year: year, month: month, day: day)
  }

  /// ngày 20 tháng 11 năm 2026, ngày 20/11, 20 tháng 11.
  private static func vietnamese(_ cursor: inout TextCursor, _ today: CivilDate) -> CivilDate? {
    let hasDay = cursor.skip(anyOf: ["ngay ", "hom ", "mung ", "mong "], whole: false)
    guard let day = cursor.number(upTo: 2) else { return nil }
    let afterDay = cursor
    cursor.skipSpaces()
    if cursor.skip("thang ", whole: false), let month = cursor.number(upTo: 2) {
      let afterMonth = cursor
      cursor.skipSpaces()
      if cursor.skip("nam ", whole: false), let year = cursor.number(upTo: 4) {
        return CivilDate(year: year, month: month, day: day)
      }
      cursor = afterMonth
      return CivilDate.nearest(month: month, day: day, to: today)
    }
    cursor = afterDay
    guard hasDay else { return nil }
    if cursor.skip("/", whole: false) || cursor.skip("-", whole: false) {
      guard let month = cursor.number(upTo: 2) else { return nil }
      return dated(&cursor, month: month, day: day, today)
    }
    return CivilDate(year: today.year, month: today.month, day: day)
  }

  /// 20/11, 20/11/2026 in Vietnam; 11/20 elsewhere.
  ///
  /// What cannot be a month is the day.
  private static func slashed(_ cursor: inout TextCursor, _ today: CivilDate) -> CivilDate? {
    guard let first = cursor.number(upTo: 2), cursor.skip("/", whole: false),
      let second = cursor.number(upTo: 2)
    else { return nil }
    let isDayFirst = cursor.context.language == .vietnamese ? second <= 12 : first > 12
    return dated(
      &cursor, month: isDayFirst ? second : first, day: isDayFirst ? first : second, today)
  }

  private static func dated(
    _ cursor: inout TextCursor, month: Int, day: Int, _ today: CivilDate
  ) -> CivilDate? {
    let afterDay = cursor
    if cursor.skip("/", whole: false) || cursor.skip("-", whole: false),
      let year = cursor.number(upTo: 4)
    {
      return CivilDate(year: year < 100 ? 2000 + year : year, month: month, day: day)
    }
    cursor = afterDay
    return CivilDate.nearest(month: month, day: day, to: today)
  }

  // MARK: Distances

  /// 三天前, 2 tuần sau, 3 days ago, in 2 weeks, 半个月前.
  private static func distance(_ cursor: inout TextCursor, _ today: CivilDate) -> CivilDate? {
    let isAhead = cursor.skip("in ", whole: false)
    var count = cursor.number(upTo: 3, words: true)
    if count == nil { count = smallNumber(&cursor) }
    guard let count, count <= 400 else { return nil }
    cursor.skipSpaces()
    guard let unit = unit(&cursor) else { return nil }
    cursor.skipSpaces()
    let sign: Int
    if isAhead {
      sign = 1
    } else if cursor.skip(anyOf: ["以前", "之前", "前", "truoc", "ago", "earlier"]) {
      sign = -1
    } else if cursor.skip(anyOf: ["以后", "之后", "后", "sau", "nua", "toi", "later", "from now"]) {
      sign = 1
    } else {
      return nil
    }
    switch unit {
    case .day: return today.adding(days: sign * count)
    case .week: return today.adding(days: sign * count * 7)
    case .month: return today.adding(months: sign * count)
    }
  }

  private enum Unit { case day, week, month }

  private static func unit(_ cursor: inout TextCursor) -> Unit? {
    if cursor.skip(anyOf: ["天", "日", "ngay", "hom", "days", "day"]) { return .day }
    if cursor.skip(anyOf: ["个星期", "个礼拜", "星期", "礼拜", "周", "tuan", "weeks", "week"]) {
      return .week
    }
    return cursor.skip(anyOf: ["个月", "thang", "months", "month"]) ? .month : nil
  }

  private static func smallNumber(_ cursor: inout TextCursor) -> Int? {
    let words = [
      "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "muoi": 10, "a": 1,
      "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
      "ten": 10,
    ]
    var end = cursor.index
    while cursor.context.isLetter(end), end - cursor.index < 6 { end += 1 }
    let word = String(String.UnicodeScalarView(cursor.context.plain[cursor.index..<end]))
    guard let value = words[word], cursor.context.isBoundary(end) else { return nil }
    cursor.index = end
    return value
  }

  // MARK: English months

  private static let months: [(String, Int)] = [
    ("january", 1), ("february", 2), ("march", 3), ("april", 4), ("may", 5), ("june", 6),
    ("july", 7), ("august", 8), ("september", 9), ("october", 10), ("november", 11),
    ("december", 12), ("jan", 1), ("feb", 2), ("mar", 3), ("apr", 4), ("jun", 6), ("jul", 7),
    ("aug", 8), ("sept", 9), ("sep", 9), ("oct", 10), ("nov", 11), ("dec", 12),
  ]

  /// November 20th, 2026; 20 Nov; the 20th of November.
  private static func english(_ cursor: inout TextCursor, _ today: CivilDate) -> CivilDate? {
    var (month, day) = (month(&cursor), Int?.none)
    if month != nil {
      cursor.skipSpaces()
      day = ordinal(&cursor)
    } else {
      day = ordinal(&cursor)
      guard day != nil else { return nil }
      cursor.skipSpaces()
      if cursor.skip("of ", whole: false) { cursor.skipSpaces() }
      month = self.month(&cursor)
    }
    guard let month, let day else { return nil }
    let afterDay = cursor
    _ = cursor.skip(",", whole: false)
    cursor.skipSpaces()
    if let year = cursor.number(upTo: 4), year > 1900 {
      return CivilDate(year: year, month: month, day: day)
    }
    cursor = afterDay
    return CivilDate.nearest(month: month, day: day, to: today)
  }

  private static func month(_ cursor: inout TextCursor) -> Int? {
    for (name, number) in months where cursor.skip(name) {
      _ = cursor.skip(".", whole: false)
      return number
    }
    return nil
  }

  private static func ordinal(_ cursor: inout TextCursor) -> Int? {
    guard let day = cursor.number(upTo: 2) else { return nil }
    _ = cursor.skip(anyOf: ["st", "nd", "rd", "th"])
    return cursor.context.isBoundary(cursor.index) ? day : nil
  }
}
