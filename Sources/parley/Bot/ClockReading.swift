import Dialogs
import Foundation
import Understanding

/// A moment as somebody writes it, with the offset it is to be read in.
enum ClockReading {
  /// ISO 8601; without an offset it is the shop's own time.
  static func read(_ text: String, in zone: TimeZone) -> LocalTime? {
    if let offset = offset(at: text), let date = Timestamp.date(text) {
      return LocalTime(secondsSince1970: date.timeIntervalSince1970, offsetSeconds: offset)
    }
    for form in [text, text + ":00", text + "T00:00:00"] {
      guard let date = Timestamp.date(form + "Z") else { continue }
      let seconds = zone.secondsFromGMT(for: date)
      return LocalTime(
        secondsSince1970: date.timeIntervalSince1970 - Double(seconds), offsetSeconds: seconds)
    }
    return nil
  }

  static func now(in zone: TimeZone) -> LocalTime {
    let now = Date()
    return LocalTime(
      secondsSince1970: now.timeIntervalSince1970, offsetSeconds: zone.secondsFromGMT(for: now))
  }

  /// `Z`, `+08:00` or `+0800` behind a time of day.
  private static func offset(at text: String) -> Int? {
    guard let time = text.firstIndex(of: "T") else { return nil }
    let clock = text[time...]
    if clock.hasSuffix("Z") { return 0 }
    guard let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return nil }
    let digits = clock[sign...].dropFirst().filter { $0 != ":" }
    guard digits.count == 4, let number = Int(digits) else { return nil }
    let seconds = (number / 100 * 60 + number % 100) * 60
    return clock[sign] == "-" ? -seconds : seconds
  }
}
