import Testing

@testable import Understanding

@Suite("What is kept of a recogniser")
struct EncodedModelTests {
  private static let bytes = SampleShop.recognizer.encodedModel

  private static func decoded(
    _ bytes: [UInt8], source: UnderstandingSource = SampleShop.source
  ) -> Recognizer? {
    bytes.withUnsafeBytes {
      Recognizer(source, thresholds: Thresholds(), defaultLanguage: .english, decoding: $0)
    }
  }

  @Test(arguments: [
    ("where is my pracel", Language?.none), ("track 20251120778", .english), ("取消訂單", nil),
    ("don hang cua toi den dau roi", nil), ("what is the weather today", .english), ("zzz", nil),
    ("", nil), ("Please cancel my order. And where is my other parcel?", nil),
  ])
  func `a text means the same`(text: String, language: Language?) throws {
    let again = try #require(Self.decoded(Self.bytes))
    #expect(again.isDecoded && !SampleShop.recognizer.isDecoded)
    #expect(
      again.understand(text, language: language, now: SampleShop.sunday)
        == SampleShop.recognizer.understand(text, language: language, now: SampleShop.sunday))
  }

  @Test func `what was read is written the same`() throws {
    #expect(try #require(Self.decoded(Self.bytes)).encodedModel == Self.bytes)
  }

  @Test func `what is damaged is not read`() {
    let bytes = Self.bytes
    #expect(Self.decoded([]) == nil)
    #expect(Self.decoded(Array(bytes.dropLast())) == nil)
    #expect(Self.decoded(bytes + [0]) == nil)
    for place in stride(from: 0, to: bytes.count, by: 9_973) {
      var damaged = bytes
      damaged[place] ^= 0x40
      #expect(Self.decoded(damaged) == nil)
    }
  }

  @Test func `what fits no concepts is not read`() {
    var source = SampleShop.source
    source.concepts = []
    #expect(Self.decoded(Self.bytes, source: source) == nil)
  }
}
