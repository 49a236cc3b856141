import Testing

@testable import Understanding

@Suite("Spelling")
struct SpellingTests {
  private static let normalizer = Normalizer()
  private static let spelling = Spelling(
    [
      "where is my parcel", "my parcel is late", "i want my parcel", "delivery address",
      "change my address", "return the parcel", "form of payment", "from hanoi", "from saigon",
      "how do i return it", "return it now", "退货", "the delivery is late",
    ].map(normalizer.normalize))

  private func mended(_ text: String) -> String {
    Self.spelling.mended(Self.normalizer.normalize(text)).string
  }

  @Test(arguments: [
    ("where is my parcek", "where is my parcel"), ("where is my pacel", "where is my parcel"),
    ("where is my parrcel", "where is my parcel"), ("where is my pracel", "where is my parcel"),
    ("adress", "address"), ("where is myparcel", "where is my parcel"),
  ])
  func `one slip is mended and run-on words are parted`(typed: String, meant: String) {
    #expect(mended(typed) == meant)
  }

  @Test func `two slips only in a long word that a neighbour speaks for`() {
    #expect(mended("the delivry") == "the delivery")
    #expect(mended("the deilvry") == "the delivery")
    #expect(mended("deilvry") == "deilvry")
    #expect(mended("my prcle") == "my prcle")
  }

  @Test func `a neighbour decides between words as near`() {
    #expect(mended("frm of payment") == "form of payment")
    #expect(mended("frm hanoi") == "from hanoi")
  }

  @Test(arguments: [
    // Known, too short, another first letter, nothing near, no word.
    "late", "lete", "barcel", "zebra", "parc3l", "退貨吗", "", "?",
  ])
  func `everything else is left alone`(text: String) {
    #expect(mended(text) == Self.normalizer.normalize(text).string)
  }

  @Test func `a mended word stands where it was typed`() throws {
    let raw = "Where is MYPARCEL, pls"
    let text = Self.spelling.mended(Self.normalizer.normalize(raw))
    #expect(text.string == "where is my parcel, pls")
    let parcel = Array(text.string).count - ", pls".count
    #expect(text.rawRange(of: parcel - 6..<parcel) == 9..<17)
    #expect(text.rawRange(of: 0..<5) == 0..<5)
  }

  @Test func `an endless word costs no more than a long one`() {
    let text = Self.normalizer.normalize(String(repeating: "ab", count: 40_000))
    #expect(Self.spelling.mended(text) == text)
  }
}
