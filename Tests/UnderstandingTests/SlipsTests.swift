import Testing

@testable import Understanding

@Suite("Slips")
struct SlipsTests {
  private func slips(_ one: String, _ other: String, most: Int) -> Int? {
    Slips.between(
      Array(one.unicodeScalars)[...], Array(other.unicodeScalars)[...], most: most)
  }

  @Test(arguments: [
    ("parcel", "parcels", 1), ("parcel", "arcel", 1), ("parcel", "pareel", 1),
    ("parcel", "pracel", 1), ("delivery", "delivry", 1), ("delivery", "deilvry", 2),
    ("ab", "ba", 1), ("abcd", "badc", 2), ("a", "", 1),
  ])
  func `counts insertions, deletions, replacements and exchanges`(
    one: String, other: String, expected: Int
  ) {
    #expect(slips(one, other, most: 2) == expected)
    #expect(slips(other, one, most: 2) == expected)
    if expected == 2 { #expect(slips(one, other, most: 1) == nil) }
  }

  @Test func `no slip, or too many, is none`() {
    #expect(slips("parcel", "parcel", most: 2) == nil)
    #expect(slips("parcel", "cancel", most: 1) == nil)
    #expect(slips("abc", "abcdef", most: 2) == nil)
    #expect(slips("", "", most: 2) == nil)
  }
}
