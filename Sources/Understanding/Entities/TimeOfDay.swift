/// A time of day as it is said: 下午3点半, 15h30, 3 giờ chiều, 3:30 pm, 15:00:00+07:00.
struct TimeOfDay: Equatable, Sendable {
  var hour: Int
  var minute: Int
  /// Minutes east of Greenwich, where the text says so.
  var offsetMinutes: Int?

  static let firstWords =
    ["at", "luc", "vao luc", "around"] + morningWords + noonWords + afternoonWords
    + nightWords

  var text: String {
    (hour < 10 ? "0" : "") + String(hour) + (minute < 10 ? ":0" : ":") + String(minute)
  }

  /// The t of 2026-11-20t15:00 belongs to no word.
  static func followsDate(at place: TextCursor) -> Bool {
    place.context.scalar(place.index) == "t" && place.context.isDigit(place.index + 1)
      && place.context.isDigit(place.index - 1)
  }

  /// The time at the cursor, which then stands behind it.
  init?(_ cursor: inout TextCursor) {
    var place = cursor
    if Self.followsDate(at: place) {
      place.index += 1
    } else {
      _ = place.skip(",", whole: false)
      place.skipSpaces()
      _ = place.skip(anyOf: ["at ", "luc ", "vao luc ", "around "], whole: false)
    }
    let period = Self.chinesePeriod(&place)
    place.skipSpace()
    guard let hour = place.number(upTo: 2, words: true) ?? Self.spelledHour(&place, cursor.index),
      hour <= 24
    else { return nil }
    (self.hour, minute) = (hour, 0)
    var isTime = false
    let afterHour = place
    if place.skip(":", whole: false), let minute = place.number(upTo: 2), minute < 60 {
      self.minute = minute
      isTime = true
      offsetMinutes = Self.secondsAndOffset(&place)
    } else {
      place = afterHour
      isTime = Self.unit(&place, &minute)
    }
    let isLater = Self.suffix(&place, hour: &self.hour)
    guard isTime || isLater, place.context.isBoundary(place.index) else { return nil }
    // 24h is how long something takes.
    if self.hour == 24, place.context.scalar(place.index - 1) == "h" { return nil }
    if let period { Self.apply(period, to: &self.hour) }
    guard self.hour < 24 || (self.hour == 24 && minute == 0) else { return nil }
    if self.hour == 24 { self.hour = 0 }
    cursor = place
  }

  /// ba giờ chiều; only where giờ follows.
  private static func spelledHour(_ place: inout TextCursor, _ start: Int) -> Int? {
    var later = place
    guard let hour = later.spelledNumber(below: 25) else { return nil }
    var unit = later
    unit.skipSpace()
    guard unit.skip("gio") || unit.skip("o'clock") || unit.skip(anyOf: ["pm", "am"]) else {
      return nil
    }
    place = later
    return hour
  }

  /// Seconds are passed over; `z`, `+07:00`, `+0700` and `+07` are an offset.
  private static func secondsAndOffset(_ place: inout TextCursor) -> Int? {
    var later = place
    if later.skip(":", whole: false), later.number(upTo: 2) != nil {
      place = later
      if later.skip(".", whole: false), later.number(upTo: 9) != nil { place = later }
    }
    later = place
    if later.skip("z") {
      place = later
      return 0
    }
    let isEast = later.skip("+", whole: false)
    guard isEast || later.skip("-", whole: false), let hours = later.number(upTo: 4) else {
      return nil
    }
    var minutes = hours > 99 ? hours / 100 * 60 + hours % 100 : hours * 60
    if hours < 100, later.skip(":", whole: false), let more = later.number(upTo: 2) {
      minutes += more
    }
    guard minutes <= 14 * 60 else { return nil }
    place = later
    return isEast ? minutes : -minutes
  }

  private enum Period { case morning, noon, afternoon, night }

  private static let morningWords = ["上午", "早上", "早晨", "凌晨", "清晨"]
  private static let noonWords = ["中午"]
  private static let afternoonWords = ["下午", "下昼", "傍晚"]
  private static let nightWords = ["晚上", "夜里", "夜晚", "半夜"]

  private static func chinesePeriod(_ place: inout TextCursor) -> Period? {
    guard place.context.isHan(place.index) else { return nil }
    if place.skip(anyOf: morningWords) { return .morning }
    if place.skip(anyOf: noonWords) { return .noon }
    if place.skip(anyOf: afternoonWords) { return .afternoon }
    return place.skip(anyOf: nightWords) ? .night : nil
  }

  private static func apply(_ period: Period, to hour: inout Int) {
    switch period {
    case .morning: if hour == 12 { hour = 0 }
    case .noon: if hour < 3 { hour += 12 }
    case .afternoon: if hour < 12 { hour += 12 }
    // 晚上12点 is midnight, and 半夜1点 no afternoon.
    case .night: hour = hour == 12 ? 0 : hour > 4 && hour < 12 ? hour + 12 : hour
    }
  }

  /// 点, giờ, h and the minutes after it.
  private static func unit(_ place: inout TextCursor, _ minute: inout Int) -> Bool {
    if place.skip("点") || place.skip("时") {
      let afterUnit = place
      if place.skip("半") {
        minute = 30
      } else if place.skip("一刻") {
        minute = 15
      } else if place.skip("三刻") {
        minute = 45
      } else if let said = place.number(upTo: 2, words: true), said < 60 {
        minute = said
        _ = place.skip("分")
      } else {
        place = afterUnit
        _ = place.skip("钟")
      }
      return true
    }
    var later = place
    later.skipSpaces()
    if later.skip("o'clock") {
      place = later
      return true
    }
    guard later.skip("gio") || place.skip("h", whole: false) else { return false }
    if later.index > place.index { place = later }
    let afterUnit = place
    place.skipSpaces()
    if place.skip("ruoi") {
      minute = 30
    } else if let said = place.number(upTo: 2), said < 60, place.context.isBoundary(place.index) {
      minute = said
      var afterMinutes = place
      afterMinutes.skipSpaces()
      if afterMinutes.skip("phut") || afterMinutes.skip("p") { place = afterMinutes }
    } else {
      place = afterUnit
      // "5hang": a letter behind the h makes it a word.
      if place.context.isLetter(place.index) { return false }
    }
    return true
  }

  /// am, pm, sáng, chiều, tối.
  private static func suffix(_ place: inout TextCursor, hour: inout Int) -> Bool {
    var later = place
    later.skipSpaces()
    if later.skip(anyOf: ["pm", "p.m.", "p.m"]) {
      if hour < 12 { hour += 12 }
      place = later
      return true
    }
    if later.skip(anyOf: ["am", "a.m.", "a.m"]) {
      if hour == 12 { hour = 0 }
      place = later
      return true
    }
    if later.skip(anyOf: ["chieu", "toi"]) {
      if hour < 12 { hour += 12 }
      place = later
    } else if later.skip("trua") {
      if hour < 3 { hour += 12 }
      place = later
    } else if later.skip("dem") {
      if hour > 4, hour < 12 { hour += 12 }
      place = later
    } else if later.skip("sang") {
      place = later
    }
    return false
  }
}
