/// A day named by a word: 昨天, ngày mai, last Friday, 双11.
enum RelativeDay: Equatable, Sendable {
  case days(Int)
  /// Monday = 1, so many weeks from this one. Weeks run from Monday to Sunday.
  case weekday(Int, week: Int)
  /// The nearest past one, today excluded.
  case last(Int)
  /// The nearest coming one, today excluded.
  case next(Int)
  /// A feast: the occurrence nearest to today.
  case feast(month: Int, day: Int)

  func date(from today: CivilDate) -> CivilDate? {
    switch self {
    case .days(let days): today.adding(days: days)
    case .weekday(let weekday, let week):
      today.adding(days: weekday - today.weekday + 7 * week)
    case .last(let weekday): today.adding(days: -((today.weekday - weekday + 6) % 7 + 1))
    case .next(let weekday): today.adding(days: (weekday - today.weekday + 6) % 7 + 1)
    case .feast(let month, let day): CivilDate.nearest(month: month, day: day, to: today)
    }
  }

  /// Every word with its meaning; built once.
  static let table: (phrases: PhraseTable, meanings: [RelativeDay]) = {
    var phrases = PhraseTable()
    var meanings: [RelativeDay] = []
    func add(_ words: [String], _ meaning: RelativeDay) {
      for word in words { phrases.insert(word, as: meanings.count) }
      meanings.append(meaning)
    }
    for (days, words) in dayWords { add(words, .days(days)) }
    for (feast, words) in feasts { add(words, .feast(month: feast.0, day: feast.1)) }
    for weekday in 1...7 {
      for (week, prefixes) in chineseWeeks {
        let days = Array(chineseDays[weekday - 1].unicodeScalars).map(String.init)
        add(
          prefixes.flatMap { prefix in
            ["周", "星期", "礼拜"].flatMap { unit in days.map { prefix + unit + $0 } }
          }, .weekday(weekday, week: week))
      }
      for (week, suffixes) in vietnameseWeeks {
        add(
          suffixes.flatMap { suffix in vietnameseDays[weekday - 1].map { $0 + suffix } },
          .weekday(weekday, week: week))
      }
      let names = englishDays[weekday - 1]
      add(names.map { "last " + $0 } + names.map { "past " + $0 }, .last(weekday))
      add(names + names.map { "next " + $0 } + names.map { "coming " + $0 }, .next(weekday))
      add(names.map { "this " + $0 }, .weekday(weekday, week: 0))
    }
    return (phrases, meanings)
  }()

  private static let dayWords: [(Int, [String])] = [
    (
      0,
      [
        "今天", "今日", "今晚", "今早", "hôm nay", "bữa nay", "tối nay", "sáng nay", "chiều nay", "today",
        "tonight",
      ]
    ),
    (
      1,
      [
        "明天", "明日", "明早", "明晚", "明儿", "ngày mai", "sáng mai", "chiều mai", "tối mai", "tomorrow",
        "tmr", "tmrw",
      ]
    ),
    (2, ["后天", "ngày kia", "ngày mốt", "day after tomorrow", "the day after tomorrow"]),
    (3, ["大后天"]),
    (
      -1,
      [
        "昨天", "昨日", "昨晚", "昨儿", "hôm qua", "bữa qua", "tối qua", "ngày hôm qua", "yesterday",
        "last night",
      ]
    ),
    (-2, ["前天", "前日", "hôm kia", "bữa kia", "day before yesterday", "the day before yesterday"]),
    (-3, ["大前天"]),
  ]
  private static let feasts: [((Int, Int), [String])] = [
    ((11, 11), ["双11", "双十一", "双 11", "sale 11.11"]),
    ((12, 12), ["双12", "双十二", "sale 12.12"]),
    ((12, 25), ["圣诞节", "圣诞", "giáng sinh", "noel", "christmas", "xmas"]),
    ((1, 1), ["元旦", "tết dương lịch", "new year's day"]),
    ((10, 1), ["国庆节", "国庆"]),
    ((2, 14), ["情人节", "valentine", "valentine's day"]),
  ]
  private static let chineseWeeks: [(Int, [String])] = [
    (0, ["", "本", "这", "这个"]), (-1, ["上", "上个"]), (1, ["下", "下个"]), (-2, ["上上", "上上个"]),
    (2, ["下下", "下下个"]),
  ]
  private static let chineseDays = ["一1", "二2", "三3", "四4", "五5", "六6", "日天7"]
  private static let vietnameseWeeks: [(Int, [String])] = [
    (0, ["", " này", " tuần này"]), (-1, [" trước", " tuần trước", " tuần rồi", " vừa rồi"]),
    (1, [" tới", " sau", " tuần sau", " tuần tới"]),
  ]
  private static let vietnameseDays = [
    ["thứ hai", "thứ 2"], ["thứ ba", "thứ 3"], ["thứ tư", "thứ 4"], ["thứ năm", "thứ 5"],
    ["thứ sáu", "thứ 6"], ["thứ bảy", "thứ 7"], ["chủ nhật"],
  ]
  private static let englishDays = [
    ["monday", "mon"], ["tuesday", "tue", "tues"], ["wednesday", "wed"],
    ["thursday", "thu", "thurs"], ["friday", "fri"], ["saturday"], ["sunday"],
  ]
}
