/// A time of day as it is said: 下午3点半, 15h30, 3 giờ chiều, 3:30 pm.
struct TimeOfDay: Equatable, Sendable {
  var hour: Int
  var minute: Int

  var text: String {
    (hour < 10 ? "0" : "") + String(hour) + (minute < 10 ? ":0" : ":") + String(minute)
  }

  /// The time at the cursor, which then stands behind it.
  init?(_ cursor: inout TextCursor) {
    var place = cursor
    place.skipSpaces()
    _ = place.skip(anyOf: ["at ", "luc ", "vao luc ", "around "], whole: false)
    let period = Self.chinesePeriod(&place)
    guard let hour = place.number(upTo: 2, words: true), hour <= 24 else { return nil }
    (self.hour, minute) = (hour, 0)
    var isTime = false
    let afterHour = place
    if place.skip(":", whole: false), let minute = place.number(upTo: 2), minute < 60 {
      self.minute = minute
      isTime = true
    } else {
      place = afterHour
      isTime = Self.unit(&place, &minute)
    }
    let isLater = Self.suffix(&place, hour: &self.hour)
    guard isTime || isLater else { return nil }
    if let period { Self.apply(period, to: &self.hour) }
    guard self.hour < 24 || (self.hour == 24 && minute == 0) else { return nil }
    if self.hour == 24 { self.hour = 0 }
    cursor = place
  }

  private enum Period { case morning, noon, afternoon }

  private static func chinesePeriod(_ place: inout TextCursor) -> Period? {
    if place.skip(anyOf: ["上午", "早上", "凌晨", "清晨"]) { return .morning }
    if place.skip("中午") { return .noon }
    if place.skip(anyOf: ["下午", "晚上", "傍晚"]) { return .afternoon }
    return nil
  }

  private static func apply(_ period: Period, to hour: inout Int) {
    switch period {
    case .morning: if hour == 12 { hour = 0 }
    case .noon: if hour < 3 { hour += 12 }
    case .afternoon: if hour < 12 { hour += 12 }
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
      if afterMinutes.skip("phut") { place = afterMinutes }
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
    if later.skip(anyOf: ["pm", "p.m.", "p.m", "chieu", "toi"]) {
      let isVietnamese =
        later.context.plain[later.index - 1] == "u" || later.context.plain[later.index - 1] == "i"
      if hour < 12 { hour += 12 }
      place = later
      return !isVietnamese
    }
    if later.skip(anyOf: ["am", "a.m.", "a.m"]) {
      if hour == 12 { hour = 0 }
      place = later
      return true
    }
    if later.skip("sang") { place = later }
    return false
  }
}
