/// Dates and times, relative to the given clock.
///
/// `2026-11-20`, or `2026-11-20T15:00` where a time is said. A date without a year is the one
/// nearest to today.
enum DateRecognizer {
  static func findings(in context: EntityContext) -> [EntityFinding] {
    let today = CivilDate(context.now)
    var dates = named(in: context, today)
    var times: [(time: TimeOfDay, range: Range<Int>)] = []
    var index = 0
    while index < context.scalars.count {
      guard mayBegin(context, index) else {
        index += 1
        continue
      }
      var cursor = TextCursor(context, at: index)
      if let date = DatePattern.date(&cursor, today: today) {
        dates.append(finding(date, index, cursor))
      } else if let time = TimeOfDay(&cursor) {
        times.append((time, index..<cursor.index))
      }
      index = max(index + 1, cursor.index)
    }
    return dates + timed(times, dates, context, today)
  }

  /// A time alone is today's; `3 giờ chiều mai` says the day after the time.
  private static func timed(
    _ times: [(time: TimeOfDay, range: Range<Int>)], _ dates: [EntityFinding],
    _ context: EntityContext, _ today: CivilDate
  ) -> [EntityFinding] {
    let ordered = dates.sorted { $0.range.lowerBound < $1.range.lowerBound }
    var next = 0
    return times.map { time, range in
      while next < ordered.count, ordered[next].range.upperBound <= range.upperBound { next += 1 }
      if next < ordered.count, ordered[next].range.lowerBound <= range.upperBound + 1,
        ordered[next].range.lowerBound > range.lowerBound, !ordered[next].value.contains("T")
      {
        return EntityFinding(
          type: "date", value: ordered[next].value + "T" + time.text,
          range: range.lowerBound..<ordered[next].range.upperBound)
      }
      return EntityFinding(type: "date", value: today.text + "T" + time.text, range: range)
    }
  }

  private static func mayBegin(_ context: EntityContext, _ index: Int) -> Bool {
    // "in two weeks" has no figure either; all other ways without one begin with the number.
    guard context.mayBeNumber(index) || context.hasFigures || context.plain[index] == "i",
      context.isBoundary(index)
    else { return false }
    if index > 0, context.isDigit(index),
      "/-.:#".unicodeScalars.contains(context.scalars[index - 1])
    {
      return false
    }
    let scalar = context.plain[index]
    if scalar.isASCII { return Self.initials.contains(scalar) }
    return ChineseNumeral.isNumeral(scalar) || Self.initials.contains(scalar)
  }

  /// What a date or time in figures or with a number word can begin with; all else is passed over.
  private static let initials = Set("0123456789abcdefhijlmnostvx今去明上下早晚中凌清傍".unicodeScalars)

  /// Days that have a word, with the time said behind them.
  private static func named(in context: EntityContext, _ today: CivilDate) -> [EntityFinding] {
    RelativeDay.table.phrases.longestMatches(
      in: context.text, withoutMarks: context.language == .vietnamese
    ).compactMap { match in
      guard let date = RelativeDay.table.meanings[match.phrase].date(from: today) else {
        return nil
      }
      let said = context.plain[match.range]
      let isEvening = said.last == "晚" || said.starts(with: "toi ".unicodeScalars)
      return finding(
        date, match.range.lowerBound, TextCursor(context, at: match.range.upperBound), isEvening)
    }
  }

  private static func finding(
    _ date: CivilDate, _ start: Int, _ cursor: TextCursor, _ isEvening: Bool = false
  ) -> EntityFinding {
    var end = cursor
    var value = date.text
    if var time = TimeOfDay(&end) {
      if isEvening, time.hour < 12 { time.hour += 12 }
      value += "T" + time.text
    }
    return EntityFinding(type: "date", value: value, range: start..<end.index)
  }
}
