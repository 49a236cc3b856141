/// A day that shops and customers name: 双11, 618, 中秋, Tết, Black Friday.
enum Festival: Equatable, Sendable {
  /// The same day every year.
  case fixed(month: Int, day: Int)
  /// The n-th weekday (1 is Monday) of a month, and so many days after it.
  case nth(Int, weekday: Int, month: Int, after: Int = 0)
  case newYear, hungKings, dragonBoat, sevenths, midAutumn, doubleNinth
  /// So many days after the lunar new year: 除夕 is -1, 元宵 14, mùng 3 Tết 2.
  case afterNewYear(Int)
  /// Tết, which follows the moon over Hà Nội: in 2030 a day before 春节.
  case vietnameseNewYear(after: Int = 0)
  case tombSweeping

  /// Its day in `year`; nil for years that the tables do not have.
  func day(in year: Int) -> CivilDate? {
    switch self {
    case .fixed(let month, let day): return CivilDate(year: year, month: month, day: day)
    case .nth(let n, let weekday, let month, let after):
      guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
      return first.adding(days: (weekday - first.weekday + 7) % 7 + (n - 1) * 7 + after)
    case .newYear: return Self.day(Self.newYears, year)
    case .afterNewYear(let days): return Self.day(Self.newYears, year)?.adding(days: days)
    case .vietnameseNewYear(let days):
      let isEarlier = year == 2030
      return Self.day(Self.newYears, year)?.adding(days: isEarlier ? days - 1 : days)
    case .hungKings: return Self.day(Self.hungKingDays, year)
    case .dragonBoat: return Self.day(Self.dragonBoats, year)
    case .sevenths: return Self.day(Self.seventhDays, year)
    case .midAutumn: return Self.day(Self.midAutumns, year)
    case .doubleNinth: return Self.day(Self.doubleNinths, year)
    case .tombSweeping:
      guard (2000...2099).contains(year) else { return nil }
      let short = year - 2000
      return CivilDate(year: year, month: 4, day: (short * 2422 + 48_100) / 10_000 - short / 4)
    }
  }

  /// The one nearest to `today`.
  func nearest(to today: CivilDate) -> CivilDate? {
    [today.year, today.year - 1, today.year + 1].compactMap(day).min {
      abs($0.daysSince1970 - today.daysSince1970) < abs($1.daysSince1970 - today.daysSince1970)
    }
  }

  // MARK: Days of the moon's calendar, as month × 100 + day, from 2020 on

  private static func day(_ table: [Int], _ year: Int) -> CivilDate? {
    guard table.indices.contains(year - 2020) else { return nil }
    let day = table[year - 2020]
    return CivilDate(year: year, month: day / 100, day: day % 100)
  }

  private static let newYears = [
    125, 212, 201, 122, 210, 129, 217, 206, 126, 213, 203, 123, 211, 131, 219, 208, 128, 215, 204,
    124, 212,
  ]
  private static let hungKingDays = [
    402, 421, 410, 429, 418, 407, 426, 416, 404, 423, 412, 401, 419, 409, 428, 417, 406, 425, 414,
    403, 420,
  ]
  private static let dragonBoats = [
    625, 614, 603, 622, 610, 531, 619, 609, 528, 616, 605, 624, 612, 601, 620, 610, 530, 618, 607,
    527, 614,
  ]
  private static let seventhDays = [
    825, 814, 804, 822, 810, 829, 819, 808, 826, 816, 805, 824, 812, 801, 820, 810, 828, 817, 807,
    826, 814,
  ]
  private static let midAutumns = [
    1001, 921, 910, 929, 917, 1006, 925, 915, 1003, 922, 912, 1001, 919, 908, 927, 916, 1004, 924,
    913, 1002, 920,
  ]
  private static let doubleNinths = [
    1025, 1014, 1004, 1023, 1011, 1029, 1018, 1008, 1026, 1016, 1005, 1024, 1012, 1001, 1020, 1009,
    1027, 1017, 1007, 1026, 1014,
  ]

  // MARK: Names

  static let names: [(Festival, [String])] = [
    (
      .fixed(month: 11, day: 11),
      ["双11", "双十一", "双 11", "11.11", "光棍节", "singles' day", "singles day", "ngày đôi 11"]
    ),
    (.fixed(month: 12, day: 12), ["双12", "双十二", "双 12", "12.12"]),
    (.fixed(month: 6, day: 18), ["618", "6.18", "六一八"]),
    (.fixed(month: 10, day: 10), ["10.10", "双十节", "双十"]),
    (.fixed(month: 9, day: 9), ["sale 9.9", "9.9大促"]),
    (.fixed(month: 12, day: 25), ["圣诞节", "圣诞", "giáng sinh", "noel", "christmas", "xmas"]),
    (.fixed(month: 12, day: 24), ["平安夜", "christmas eve", "đêm noel"]),
    (
      .fixed(month: 1, day: 1),
      ["元旦", "tết dương lịch", "tết tây", "new year's day", "new years day", "new year"]
    ),
    (.fixed(month: 12, day: 31), ["跨年", "new year's eve", "new years eve", "giao thừa tây"]),
    (.fixed(month: 10, day: 1), ["国庆节", "国庆", "十一国庆"]),
    (.fixed(month: 5, day: 1), ["五一", "五一节", "劳动节", "五一劳动节", "quốc tế lao động"]),
    (.fixed(month: 6, day: 1), ["六一儿童节", "儿童节", "quốc tế thiếu nhi"]),
    (.fixed(month: 5, day: 20), ["520"]),
    (.fixed(month: 4, day: 30), ["giải phóng miền nam"]),
    (.fixed(month: 9, day: 2), ["quốc khánh"]),
    (.fixed(month: 10, day: 20), ["ngày phụ nữ việt nam", "phụ nữ việt nam"]),
    (
      .fixed(month: 3, day: 8),
      ["三八节", "妇女节", "女神节", "三八妇女节", "quốc tế phụ nữ", "women's day"]
    ),
    (
      .fixed(month: 2, day: 14),
      ["情人节", "valentine", "valentines", "valentine's day", "valentines day", "lễ tình nhân"]
    ),
    (.fixed(month: 10, day: 31), ["halloween", "万圣节"]),
    (.nth(4, weekday: 4, month: 11), ["thanksgiving", "感恩节", "lễ tạ ơn"]),
    (.nth(4, weekday: 4, month: 11, after: 1), ["black friday", "黑五", "黑色星期五"]),
    (.nth(4, weekday: 4, month: 11, after: 4), ["cyber monday", "网络星期一", "网一"]),
    (.nth(2, weekday: 7, month: 5), ["mother's day", "mothers day", "母亲节", "ngày của mẹ"]),
    (.nth(3, weekday: 7, month: 6), ["father's day", "fathers day", "父亲节", "ngày của cha"]),
    (
      .newYear,
      ["春节", "大年初一", "年初一", "农历新年", "过年", "chinese new year", "lunar new year"]
    ),
    (.afterNewYear(-1), ["除夕", "年三十", "大年三十", "除夕夜"]),
    (.afterNewYear(14), ["元宵节", "元宵"]),
    (
      .vietnameseNewYear(),
      [
        "tết", "tết nguyên đán", "tết âm lịch", "tết âm", "tết ta", "mùng 1 tết", "mồng 1 tết",
        "mùng một tết",
      ]
    ),
    (.vietnameseNewYear(after: -1), ["giao thừa", "đêm giao thừa", "30 tết"]),
    (.vietnameseNewYear(after: 1), ["mùng 2 tết", "mồng 2 tết", "mùng hai tết"]),
    (.vietnameseNewYear(after: 2), ["mùng 3 tết", "mồng 3 tết", "mùng ba tết"]),
    (.hungKings, ["giỗ tổ", "giỗ tổ hùng vương"]),
    (.dragonBoat, ["端午节", "端午", "dragon boat festival", "tết đoan ngọ"]),
    (.sevenths, ["七夕节", "七夕", "thất tịch"]),
    (
      .midAutumn,
      [
        "中秋节", "中秋", "八月十五", "mid-autumn festival", "mid autumn festival", "mid-autumn",
        "moon festival", "trung thu", "tết trung thu",
      ]
    ),
    (.doubleNinth, ["重阳节", "重阳"]),
    (.tombSweeping, ["清明节", "清明"]),
  ]
}
