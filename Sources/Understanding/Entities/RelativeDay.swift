/// A day named by a word: 昨天, ngày mai, last Friday, 双11.
enum RelativeDay: Equatable, Sendable {
  case days(Int)
  /// Monday = 1, so many weeks from this one. Weeks run from Monday to Sunday.
  case weekday(Int, week: Int)
  /// The nearest past one, today excluded.
  case last(Int)
  /// The nearest coming one, today excluded.
  case next(Int)
  case festival(Festival)

  func date(from today: CivilDate) -> CivilDate? {
    switch self {
    case .days(let days): today.adding(days: days)
    case .weekday(let weekday, let week):
      today.adding(days: weekday - today.weekday + 7 * week)
    case .last(let weekday): today.adding(days: -((today.weekday - weekday + 6) % 7 + 1))
    case .next(let weekday): today.adding(days: (weekday - today.weekday + 6) % 7 + 1)
    case .festival(let festival): festival.nearest(to: today)
    }
  }

  /// Every way to say one, with its meaning.
  static let names: [(meaning: RelativeDay, words: [String])] =
    dayWords.map { (.days($0), $1) } + Festival.names.map { (.festival($0), $1) }
    + (1...7).flatMap(weekdayNames)

  private static let dayWords: [(Int, [String])] = [
    (
      0,
      [
        "今天", "今日", "今晚", "今早", "今儿", "当天", "hôm nay", "bữa nay", "tối nay", "sáng nay",
        "chiều nay", "trưa nay", "đêm nay", "ngày hôm nay", "today", "tonight", "this morning",
        "this afternoon", "this evening",
      ]
    ),
    (
      1,
      [
        "明天", "明日", "明早", "明晚", "明儿", "听日", "ngày mai", "sáng mai", "chiều mai", "tối mai",
        "trưa mai", "đêm mai", "tomorrow", "tmr", "tmrw", "tomorrow morning", "tomorrow afternoon",
        "tomorrow evening", "tomorrow night",
      ]
    ),
    (
      2,
      [
        "后天", "后日", "ngày kia", "ngày mốt", "sáng mốt", "chiều mốt", "tối mốt",
        "day after tomorrow", "the day after tomorrow",
      ]
    ),
    (3, ["大后天"]),
    (
      -1,
      [
        "昨天", "昨日", "昨晚", "昨儿", "寻日", "琴日", "hôm qua", "bữa qua", "tối qua", "đêm qua",
        "chiều qua", "trưa qua", "ngày hôm qua", "tối hôm qua", "sáng hôm qua",
        "chiều hôm qua", "yesterday", "last night", "yesterday morning", "yesterday afternoon",
        "yesterday evening",
      ]
    ),
    (
      -2,
      [
        "前天", "前日", "hôm kia", "bữa kia", "day before yesterday", "the day before yesterday",
      ]
    ),
    (-3, ["大前天", "hôm kìa"]),
  ]

  // MARK: Weekdays

  private static func weekdayNames(
    _ weekday: Int
  ) -> [(meaning: RelativeDay, words: [String])] {
    let chinese = Array(chineseDays[weekday - 1].unicodeScalars).map(String.init)
    let chineseNames = ["周", "星期", "礼拜"].flatMap { unit in chinese.map { unit + $0 } }
    let (vietnamese, short) = (vietnameseDays[weekday - 1], shortDays[weekday - 1])
    let english = englishDays[weekday - 1]
    var names: [(meaning: RelativeDay, words: [String])] = []
    for (week, prefixes) in chineseWeeks {
      names.append(
        (.weekday(weekday, week: week), prefixes.flatMap { p in chineseNames.map { p + $0 } }))
    }
    for (week, suffixes) in vietnameseWeeks {
      names.append(
        (
          .weekday(weekday, week: week),
          suffixes.flatMap { suffix in
            // T6 alone may be anything.
            (suffix.isEmpty ? vietnamese : vietnamese + short).map { $0 + suffix }
          }
        ))
    }
    names.append(
      (.last(weekday), ["last ", "past ", "this past "].flatMap { p in english.map { p + $0 } }))
    names.append(
      (
        .next(weekday),
        ["", "next ", "coming ", "this coming "].flatMap { p in english.map { p + $0 } }
      ))
    names.append(
      (.weekday(weekday, week: 0), english.flatMap { ["this " + $0, $0 + " this week"] }))
    names.append(
      (.weekday(weekday, week: -1), english.flatMap { [$0 + " last week", "last week " + $0] }))
    names.append(
      (.weekday(weekday, week: 1), english.flatMap { [$0 + " next week", "next week " + $0] }))
    return names
  }

  private static let chineseWeeks: [(Int, [String])] = [
    (0, ["", "本", "这", "这个"]), (-1, ["上", "上个"]), (1, ["下", "下个"]), (-2, ["上上", "上上个"]),
    (2, ["下下", "下下个"]),
  ]
  private static let chineseDays = ["一1", "二2", "三3", "四4", "五5", "六6", "日天7"]
  private static let vietnameseWeeks: [(Int, [String])] = [
    (0, ["", " này", " tuần này"]),
    (-1, [" trước", " tuần trước", " tuần rồi", " tuần vừa rồi", " vừa rồi", " rồi", " vừa qua"]),
    (1, [" tới", " sau", " tuần sau", " tuần tới"]),
  ]
  private static let vietnameseDays = [
    ["thứ hai", "thứ 2"], ["thứ ba", "thứ 3"], ["thứ tư", "thứ 4"], ["thứ năm", "thứ 5"],
    ["thứ sáu", "thứ 6"], ["thứ bảy", "thứ 7"], ["chủ nhật"],
  ]
  private static let shortDays = [["t2"], ["t3"], ["t4"], ["t5"], ["t6"], ["t7"], ["cn"]]
  private static let englishDays = [
    ["monday", "mon"], ["tuesday", "tue", "tues"], ["wednesday", "wed"],
    ["thursday", "thu", "thurs"], ["friday", "fri"], ["saturday"], ["sunday"],
  ]
}
