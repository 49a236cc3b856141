/// The ways to write a date in figures, in Chinese, Vietnamese and English.
enum DatePattern {
  private static let patterns: [@Sendable (inout TextCursor, CivilDate) -> CivilDate?] = [
    yearFirst, chinese, vietnamese, DateDistance.date, english, numeric,
  ]

  /// What a date can begin with besides a number.
  static let firstWords =
    DateDistance.firstWords + months.map(\.0)
    + [
      "ngay", "hom", "mung", "mong", "the", "今年", "去年", "明年", "前年", "上个月", "下个月", "这个月",
      "上月", "下月", "本月",
    ]

  /// The date at the cursor, which then stands behind it.
  static func date(_ cursor: inout TextCursor, today: CivilDate) -> CivilDate? {
    for pattern in patterns {
      var place = cursor
      if let date = pattern(&place, today),
        place.context.isBoundary(place.index) || TimeOfDay.followsDate(at: place)
      {
        cursor = place
        return date
      }
    }
    return nil
  }

  /// 2026-11-20, 2026/11/20, 2026.11.20, 2026年11月20日.
  private static func yearFirst(_ cursor: inout TextCursor, _ today: CivilDate) -> CivilDate? {
    var place = cursor
    if let year = place.number(upTo: 4, words: true), place.skip("年") {
      cursor = place
      return chinese(&cursor, year: year < 100 ? 2000 + year : year)
    }
    guard let year = cursor.number(upTo: 4), (1900...2200).contains(year) else { return nil }
    for separator in ["-", "/", "."] where cursor.skip(separator, whole: false) {
      guard let month = cursor.number(upTo: 2), cursor.skip(separator, whole: false) else {
        return nil
      }
      guard let day = cursor.number(upTo: 2) else { return nil }
      return CivilDate(year: year, month: month, day: day)
    }
    return nil
  }

  // MARK: Chinese

  /// 11月20日, 十一月二十号, 20号; 去年, 下个月 before it.
  private static func chinese(_ cursor: inout TextCursor, _ today: CivilDate) -> CivilDate? {
    for (word, offset) in [("今年", 0), ("去年", -1), ("明年", 1), ("前年", -2)] where cursor.skip(word) {
      cursor.skipSpace()
      return chinese(&cursor, year: today.year + offset)
    }
    let months = [
      ("这个月", 0), ("本月", 0), ("上个月", -1), ("上月", -1), ("下个月", 1), ("下月", 1),
    ]
    for (word, offset) in months where cursor.skip(word) {
      let first = CivilDate(year: today.year, month: today.month, day: 1)?.adding(months: offset)
      guard let first, let day = cursor.number(upTo: 2, words: true),
        cursor.skip(anyOf: ["号", "日"])
      else { return nil }
      return CivilDate(year: first.year, month: first.month, day: day)
    }
    guard let number = cursor.number(upTo: 2, words: true) else { return nil }
    if cursor.skip("月") {
      cursor.skipSpaces()
      guard let day = cursor.number(upTo: 2, words: true) else { return nil }
      _ = cursor.skip(anyOf: ["日", "号"])
      return CivilDate.nearest(month: number, day: day, to: today)
    }
    // 20号 alone, but not 20号楼 or 3号链接.
    guard cursor.skip(anyOf: ["号", "日"]),
      !"楼店线码门仓柜链款色院".unicodeScalars.contains(cursor.context.scalar(cursor.index))
    else { return nil }
    return CivilDate(year: today.year, month: today.month, day: number)
  }

  private static func chinese(_ cursor: inout TextCursor, year: Int) -> CivilDate? {
    for festival in Festival.names where festival.1.contains(where: { cursor.skip($0) }) {
      return festival.0.day(in: year)
    }
    guard let month = cursor.number(upTo: 2, words: true), cursor.skip("月"),
      let day = cursor.number(upTo: 2, words: true)
    else { return nil }
    _ = cursor.skip(anyOf: ["日", "号"])
    return CivilDate(year: year, month: month, day: day)
  }

  // MARK: Vietnamese

  /// ngày 20 tháng 11 năm 2026, ngày 20/11, 20 tháng 11, ngày hai mươi tháng mười một.
  private static func vietnamese(_ cursor: inout TextCursor, _ today: CivilDate) -> CivilDate? {
    let hasDay = cursor.skip(anyOf: ["ngay ", "hom ", "mung ", "mong "], whole: false)
    guard let day = cursor.number(upTo: 2) ?? cursor.spelledNumber(below: 32) else { return nil }
    let afterDay = cursor
    cursor.skipSpaces()
    if cursor.skip("thang ", whole: false) {
      if let month = cursor.number(upTo: 2) ?? cursor.spelledNumber(below: 13) {
        let afterMonth = cursor
        cursor.skipSpaces()
        if cursor.skip("nam ", whole: false) || cursor.skip("/", whole: false),
          let year = cursor.number(upTo: 4)
        {
          return CivilDate(year: year, month: month, day: day)
        }
        cursor = afterMonth
        return CivilDate.nearest(month: month, day: day, to: today)
      }
      let offset = cursor.skip("nay") ? 0 : cursor.skip("truoc") ? -1 : cursor.skip("sau") ? 1 : nil
      guard let offset,
        let first = CivilDate(year: today.year, month: today.month, day: 1)?.adding(months: offset)
      else { return nil }
      return CivilDate(year: first.year, month: first.month, day: day)
    }
    cursor = afterDay
    guard hasDay else { return nil }
    for sign in ["/", "-", "."] where cursor.skip(sign, whole: false) {
      guard let month = cursor.number(upTo: 2) else { break }
      return dated(&cursor, month: month, day: day, today)
    }
    cursor = afterDay
    return CivilDate(year: today.year, month: today.month, day: day)
  }

  // MARK: Figures

  /// 20/11, 20/11/2026 in Vietnam; 11/20 elsewhere; 20.11.2026 and 20-11-2026 everywhere.
  ///
  /// What cannot be a month is the day.
  private static func numeric(_ cursor: inout TextCursor, _ today: CivilDate) -> CivilDate? {
    guard let first = cursor.number(upTo: 2) else { return nil }
    for sign in [".", "-"] where cursor.skip(sign, whole: false) {
      guard let second = cursor.number(upTo: 2), cursor.skip(sign, whole: false),
        let year = cursor.number(upTo: 4), (1900...2200).contains(year)
      else { return nil }
      return second > 12
        ? CivilDate(year: year, month: first, day: second)
        : CivilDate(year: year, month: second, day: first)
    }
    guard cursor.skip("/", whole: false), let second = cursor.number(upTo: 2) else { return nil }
    // Open around the clock is no day in July.
    if (first, second) == (24, 7) || (first, second) == (7, 24) { return nil }
    let isDayFirst = cursor.context.language == .vietnamese ? second <= 12 : first > 12
    return dated(
      &cursor, month: isDayFirst ? second : first, day: isDayFirst ? first : second, today)
  }

  private static func dated(
    _ cursor: inout TextCursor, month: Int, day: Int, _ today: CivilDate
  ) -> CivilDate? {
    let afterDay = cursor
    for sign in ["/", "-", "."] where cursor.skip(sign, whole: false) {
      guard let year = cursor.number(upTo: 4) else { break }
      return CivilDate(year: year < 100 ? 2000 + year : year, month: month, day: day)
    }
    cursor = afterDay
    return CivilDate.nearest(month: month, day: day, to: today)
  }

  // MARK: English

  private static let months: [(String, Int)] = [
    ("january", 1), ("february", 2), ("march", 3), ("april", 4), ("may", 5), ("june", 6),
    ("july", 7), ("august", 8), ("september", 9), ("october", 10), ("november", 11),
    ("december", 12), ("jan", 1), ("feb", 2), ("mar", 3), ("apr", 4), ("jun", 6), ("jul", 7),
    ("aug", 8), ("sept", 9), ("sep", 9), ("oct", 10), ("nov", 11), ("dec", 12),
  ]

  /// November 20th, 2026; 20 Nov; the 20th of November; the 20th.
  private static func english(_ cursor: inout TextCursor, _ today: CivilDate) -> CivilDate? {
    let hasArticle = cursor.skip("the ", whole: false)
    var (month, day) = (month(&cursor), Int?.none)
    if month != nil {
      cursor.skipSpaces()
      _ = cursor.skip("the ", whole: false)
      day = ordinal(&cursor)?.day
    } else {
      guard let first = ordinal(&cursor) else { return nil }
      day = first.day
      let afterDay = cursor
      cursor.skipSpaces()
      if cursor.skip("of ", whole: false) { cursor.skipSpaces() }
      month = self.month(&cursor)
      if month == nil {
        cursor = afterDay
        // "the 2nd one" is no day.
        guard hasArticle, first.hasEnding, !cursor.context.isLetter(cursor.index + 1) else {
          return nil
        }
        return CivilDate(year: today.year, month: today.month, day: first.day)
      }
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

  private static func ordinal(_ cursor: inout TextCursor) -> (day: Int, hasEnding: Bool)? {
    guard let day = cursor.number(upTo: 2), (1...31).contains(day) else { return nil }
    let hasEnding = cursor.skip(anyOf: ["st", "nd", "rd", "th"])
    return cursor.context.isBoundary(cursor.index) ? (day, hasEnding) : nil
  }
}
