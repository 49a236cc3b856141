/// A day so far from today: 三天前, 2 tuần sau, 3 days ago, in 2 weeks, 半个月前, cách đây 3 ngày.
enum DateDistance {
  private enum Unit { case day, week, month, year }

  static let firstWords = ["in", "cach day", "过", "再过"]

  static func date(_ cursor: inout TextCursor, today: CivilDate) -> CivilDate? {
    let isAhead = cursor.skip("in ", whole: false) || cursor.skip("再过") || cursor.skip("过")
    let isBack = !isAhead && cursor.skip("cach day ", whole: false)
    if cursor.skip("半个月") || cursor.skip("nua thang") || cursor.skip("half a month") {
      return direction(&cursor, isAhead, isBack).map { today.adding(days: $0 * 15) }
    }
    guard let count = count(&cursor), count <= 400 else { return nil }
    cursor.skipSpace()
    guard let unit = unit(&cursor), let sign = direction(&cursor, isAhead, isBack) else {
      return nil
    }
    switch unit {
    case .day: return today.adding(days: sign * count)
    case .week: return today.adding(days: sign * count * 7)
    case .month: return today.adding(months: sign * count)
    case .year: return today.adding(months: sign * count * 12)
    }
  }

  private static func count(_ cursor: inout TextCursor) -> Int? {
    if cursor.skip("a couple of") || cursor.skip("a couple") { return 2 }
    if let number = cursor.number(upTo: 3, words: true) { return number }
    if let number = cursor.spelledNumber(below: 1000) { return number }
    return cursor.skip("a") || cursor.skip("an") ? 1 : nil
  }

  private static func unit(_ cursor: inout TextCursor) -> Unit? {
    if cursor.skip(anyOf: ["天", "日", "ngay", "hom", "bua", "days", "day"]) { return .day }
    if cursor.skip(anyOf: ["个星期", "个礼拜", "星期", "礼拜", "周", "tuan", "weeks", "week"]) {
      return .week
    }
    if cursor.skip(anyOf: ["个月", "thang", "months", "month"]) { return .month }
    return cursor.skip(anyOf: ["年", "nam", "years", "year"]) ? .year : nil
  }

  private static func direction(
    _ cursor: inout TextCursor, _ isAhead: Bool, _ isBack: Bool
  ) -> Int? {
    if isBack { return -1 }
    if isAhead { return 1 }
    cursor.skipSpace()
    if cursor.skip(anyOf: ["以前", "之前", "前", "truoc", "ago", "earlier", "back"]) { return -1 }
    if cursor.skip(anyOf: ["以后", "之后", "后", "sau", "nua", "toi", "later", "from now"]) {
      return 1
    }
    return nil
  }
}
