package import Foundation
package import Understanding

/// How times and values read in the language of a chat, at the time and place of the shop.
package struct ReplyStyle: Sendable {
  package let language: Language
  private let now: Date
  private let timeZone: TimeZone
  private let labels: @Sendable (String) -> String?

  package init(
    language: Language, now: Date, timeZone: TimeZone,
    labels: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.language = language
    self.now = now
    self.timeZone = timeZone
    self.labels = labels
  }

  package func label(_ value: String) -> String { labels(value) ?? value }

  /// Day and time where `text` is an ISO 8601 time, the day where it is a date; else nil.
  package func moment(_ text: String) -> String? {
    guard isTimestampShaped(text), let date = Timestamp.date(text) else { return nil }
    guard text.utf8.count > 10 else { return dayName(of: date, in: utc) }
    let day = dayName(of: date, in: calendar)
    let clock = clockTime(of: date)
    return switch language {
    case .simplifiedChinese, .traditionalChinese: "\(day) \(clock)"
    case .vietnamese: "\(clock) \(day)"
    case .english: isNear(date) ? "\(day) at \(clock)" : "\(day), \(clock)"
    }
  }

  package func date(_ text: String) -> String? {
    guard let date = isolated(text) else { return nil }
    return dayName(of: date, in: text.utf8.count > 10 ? calendar : utc)
  }

  package func time(_ text: String) -> String? {
    guard let date = isolated(text) else { return nil }
    return clockTime(of: date)
  }

  private func isolated(_ text: String) -> Date? {
    isTimestampShaped(text) ? Timestamp.date(text) : nil
  }

  private func isTimestampShaped(_ text: String) -> Bool {
    let bytes = Array(text.utf8.prefix(11))
    guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
      return false
    }
    return bytes.count == 10 || bytes[10] == UInt8(ascii: "T")
  }

  /// Made when a time is written, and only then: most texts have none.
  private var calendar: Calendar { Self.calendar(in: timeZone) }
  private var utc: Calendar { Self.calendar(in: .gmt) }

  private static func calendar(in zone: TimeZone) -> Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    return calendar
  }

  private func isNear(_ date: Date) -> Bool {
    abs(dayDistance(to: date, in: calendar)) <= 1
  }

  private func dayDistance(to date: Date, in calendar: Calendar) -> Int {
    // A bare date carries no zone: its midnight is read in UTC, the shop's day in its own zone.
    let today = self.calendar.dateComponents([.year, .month, .day], from: now)
    let other = calendar.dateComponents([.year, .month, .day], from: date)
    guard let from = utc.date(from: today), let to = utc.date(from: other) else { return .max }
    return Int((to.timeIntervalSince(from) / 86_400).rounded())
  }

  private func clockTime(of date: Date) -> String {
    let parts = calendar.dateComponents([.hour, .minute], from: date)
    func two(_ value: Int?) -> String { (value ?? 0) < 10 ? "0\(value ?? 0)" : "\(value ?? 0)" }
    return "\(two(parts.hour)):\(two(parts.minute))"
  }

  private func dayName(of date: Date, in calendar: Calendar) -> String {
    let relative: [Int: [Language: String]] = [
      -1: [
        .simplifiedChinese: "昨天", .traditionalChinese: "昨天", .vietnamese: "hôm qua",
        .english: "yesterday",
      ],
      0: [
        .simplifiedChinese: "今天", .traditionalChinese: "今天", .vietnamese: "hôm nay",
        .english: "today",
      ],
      1: [
        .simplifiedChinese: "明天", .traditionalChinese: "明天", .vietnamese: "ngày mai",
        .english: "tomorrow",
      ],
    ]
    if let name = relative[dayDistance(to: date, in: calendar)]?[language] { return name }
    let parts = calendar.dateComponents([.year, .month, .day], from: date)
    let (month, day) = (parts.month ?? 1, parts.day ?? 1)
    switch language {
    case .simplifiedChinese, .traditionalChinese: return "\(month)月\(day)日"
    case .vietnamese: return "ngày \(day)/\(month)"
    case .english:
      let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
      ]
      return "\(day) \(months[(month - 1) % 12])"
    }
  }
}
