import Testing

@testable import Understanding

@Suite("Civil date")
struct CivilDateTests {
  @Test(arguments: [
    (0, "1970-01-01", 4), (-1, "1969-12-31", 3), (19_782, "2024-02-29", 4),
    (20_779, "2026-11-22", 7), (-719_162, "0001-01-01", 1),
  ])
  func `days since 1970 and back`(days: Int, text: String, weekday: Int) {
    let date = CivilDate(daysSince1970: days)
    #expect(date.text == text)
    #expect(date.weekday == weekday)
    #expect(date.daysSince1970 == days)
  }

  @Test func `days that do not exist`() {
    #expect(CivilDate(year: 2026, month: 2, day: 29) == nil)
    #expect(CivilDate(year: 2026, month: 13, day: 1) == nil)
    #expect(CivilDate(year: 2026, month: 4, day: 31) == nil)
    #expect(CivilDate(year: 2026, month: 4, day: 0) == nil)
    #expect(CivilDate(year: 2000, month: 2, day: 29) != nil)
  }

  @Test func `the day is the one where the clock is read`() {
    // 23:30 UTC on the 21st is the 22nd in Hanoi.
    let time = LocalTime(secondsSince1970: 1_795_303_800, offsetSeconds: 7 * 3600)
    #expect(CivilDate(time).text == "2026-11-22")
  }

  @Test func `months are clipped to their end`() {
    #expect(CivilDate(year: 2026, month: 1, day: 31)?.adding(months: 1).text == "2026-02-28")
    #expect(CivilDate(year: 2026, month: 1, day: 15)?.adding(months: -1).text == "2025-12-15")
  }
}
