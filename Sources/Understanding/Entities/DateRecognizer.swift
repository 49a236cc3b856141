/// Dates and times, relative to the given clock.
///
/// `2026-11-20`, or `2026-11-20T15:00` where a time is said. A date without a year is the one
/// nearest to today.
enum DateRecognizer {
  /// `named` are the days that have a word, in the order of the text.
  static func findings(
    in context: EntityContext, named: [(meaning: RelativeDay, range: Range<Int>)]
  ) -> [EntityFinding] {
    if named.isEmpty, context.numberStarts.isEmpty { return [] }
    let today = CivilDate(context.now)
    var dates = named.compactMap { finding(of: $0.meaning, $0.range, context, today) }
    var times: [(time: TimeOfDay, range: Range<Int>)] = []
    var (free, next) = (0, 0)
    for index in context.scalars.indices where mayBegin(context, index) && index >= free {
      var cursor = TextCursor(context, at: index)
      while next < named.count, named[next].range.lowerBound < index { next += 1 }
      if let date = DatePattern.date(&cursor, today: today) {
        // ngày mốt is the day after tomorrow, no first of the month.
        let isNamed =
          next < named.count && named[next].range.lowerBound == index
          && named[next].range.upperBound >= cursor.index
        if !isNamed { dates.append(finding(date, index, cursor)) }
      } else if let time = TimeOfDay(&cursor) {
        times.append((time, index..<cursor.index))
      }
      free = cursor.index
    }
    return dates + timed(times, dates, context, today)
  }

  /// A time alone is today's; `3 giờ chiều mai` says the day after the time.
  private static func timed(
    _ times: [(time: TimeOfDay, range: Range<Int>)], _ dates: [EntityFinding],
    _ context: EntityContext, _ today: CivilDate
  ) -> [EntityFinding] {
    if times.isEmpty { return [] }
    let ordered = dates.sorted { $0.range.lowerBound < $1.range.lowerBound }
    var next = 0
    return times.map { time, range in
      while next < ordered.count, ordered[next].range.upperBound <= range.upperBound { next += 1 }
      if next < ordered.count, !ordered[next].value.contains("T"),
        ordered[next].range.lowerBound > range.lowerBound,
        joins(range.upperBound, ordered[next].range.lowerBound, context)
      {
        return EntityFinding(
          type: "date", value: ordered[next].value + "T" + time.text,
          range: range.lowerBound..<ordered[next].range.upperBound)
      }
      return EntityFinding(type: "date", value: today.text + "T" + time.text, range: range)
    }
  }

  /// `3pm tomorrow`, `15h ngày 20/11`, `3pm on Friday`.
  private static func joins(_ end: Int, _ start: Int, _ context: EntityContext) -> Bool {
    if start <= end + 1 { return true }
    var cursor = TextCursor(context, at: end)
    cursor.skipSpace()
    guard cursor.skip(anyOf: ["on ", ", "], whole: false) else { return false }
    return cursor.index == start
  }

  private static func mayBegin(_ context: EntityContext, _ index: Int) -> Bool {
    let marks = context.marks(index)
    guard marks.contains(.number) || marks.contains(.dateWord), context.isBoundary(index) else {
      return false
    }
    guard index > 0, marks.contains(.digit) else { return true }
    return !"/-.:#".unicodeScalars.contains(context.scalars[index - 1])
  }

  /// A day that has a word, with the year of a feast and the time said behind it.
  private static func finding(
    of meaning: RelativeDay, _ range: Range<Int>, _ context: EntityContext, _ today: CivilDate
  ) -> EntityFinding? {
    var cursor = TextCursor(context, at: range.upperBound)
    let said = context.plain[range]
    if case .festival(let festival) = meaning {
      // 价格是618: a price, and 618 behind figures or 元 is none either.
      if context.isDigit(range.lowerBound) {
        guard isFestivalInFigures(range, context) else { return nil }
      }
      if let year = year(&cursor, today) {
        return festival.day(in: year).map { finding($0, range.lowerBound, cursor) }
      }
    }
    guard let date = meaning.date(from: today) else { return nil }
    let isEvening =
      said.last == "晚" || said.starts(with: "toi ".unicodeScalars)
      || said.starts(with: "dem ".unicodeScalars) || said.ends(with: "night")
      || said.ends(with: "evening")
    return finding(date, range.lowerBound, cursor, isEvening)
  }

  private static func isFestivalInFigures(_ range: Range<Int>, _ context: EntityContext) -> Bool {
    if range.lowerBound > 0,
      "#-/:.,¥$第".unicodeScalars.contains(context.scalars[range.lowerBound - 1])
    {
      return false
    }
    let next = context.scalar(range.upperBound)
    if ".,:/-%".unicodeScalars.contains(next), context.isDigit(range.upperBound + 1) {
      return false
    }
    // 618 and 520 are shops' days in Chinese alone, and not behind a word for a price or a size.
    let isBare = !context.scalars[range].contains(".")
    if isBare, !context.isChinese { return false }
    if "元块个件号条双斤米".unicodeScalars.contains(next) { return false }
    return ![EntityCue.price, .size, .order, .phone, .height, .weight].contains {
      context.follows($0, at: range.lowerBound)
    } && context.expected != "amount" && context.expected != "quantity"
  }

  /// `Tết 2027`, `Black Friday last year`, `Tết năm ngoái`.
  private static func year(_ cursor: inout TextCursor, _ today: CivilDate) -> Int? {
    var place = cursor
    place.skipSpace()
    guard place.index > cursor.index else { return nil }
    let offsets = [
      ("last year", -1), ("nam ngoai", -1), ("nam truoc", -1), ("nam nay", 0), ("this year", 0),
      ("nam sau", 1), ("sang nam", 1), ("next year", 1),
    ]
    for (word, offset) in offsets where place.skip(word) {
      cursor = place
      return today.year + offset
    }
    _ = place.skip("nam ", whole: false)
    guard let year = place.number(upTo: 4), (2000...2100).contains(year),
      place.context.isBoundary(place.index)
    else { return nil }
    cursor = place
    return year
  }

  private static func finding(
    _ date: CivilDate, _ start: Int, _ cursor: TextCursor, _ isEvening: Bool = false
  ) -> EntityFinding {
    var end = cursor
    guard var time = TimeOfDay(&end) else {
      return EntityFinding(type: "date", value: date.text, range: start..<cursor.index)
    }
    if isEvening, time.hour < 12 { time.hour += 12 }
    var day = date
    if let offset = time.offsetMinutes {
      // Said in another offset: what the clock shows then.
      let own = cursor.context.now.offsetSeconds / 60
      let minutes = time.hour * 60 + time.minute + own - offset
      let shift = minutes >= 0 ? minutes / 1440 : (minutes - 1439) / 1440
      day = day.adding(days: shift)
      time.hour = (minutes - shift * 1440) / 60
      time.minute = (minutes - shift * 1440) % 60
    }
    return EntityFinding(
      type: "date", value: day.text + "T" + time.text, range: start..<end.index)
  }
}

extension ArraySlice<Unicode.Scalar> {
  fileprivate func ends(with word: String) -> Bool {
    suffix(word.utf8.count).elementsEqual(word.unicodeScalars)
  }
}
