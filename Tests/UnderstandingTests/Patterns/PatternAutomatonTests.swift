import Testing

@testable import Understanding

@Suite("Pattern automaton")
struct PatternAutomatonTests {
  /// What the pattern finds in `text`, from left to right.
  private func found(_ pattern: String, _ text: String, check: EntityCheck? = nil) -> [String] {
    let entity = ListEntity(
      name: "code", values: [],
      patterns: [EntityPattern(pattern, location: SampleShop.place("_entities", 1))],
      check: check, location: SampleShop.place("_entities", 1))
    let context = EntityContext(
      Normalizer().fold(text), language: .english, now: SampleShop.sunday)
    return PatternRecognizer([entity]).findings(in: context).map(\.value)
  }

  @Test(arguments: [
    (#"TS-\d{3}"#, "my ts-101 and ＴＳ－１０２.", ["TS-101", "TS-102"]),
    (#"TS-\d{3}"#, "ts-1012 xts-101 ts-10", []),
    (#"[A-Z]{2}\d{6,8}"#, "AB123456 ab1234567 abc123456 a1234567", ["AB123456", "AB1234567"]),
    (#"(SN|HP)-\d+(-\w)?"#, "sn-5 hp-42-b pb-1", ["SN-5", "HP-42-B"]),
    (#"a|ab|abc"#, "abc ab", ["ABC", "AB"]),
    (#"(ab)*c"#, "ababc c abac", ["ABABC", "C"]),
    (#"\d+-?\d+"#, "12-34 1-2 12", ["12-34", "1-2", "12"]),
    (#"[^\d\s]{3}"#, "abc 123 客户单", ["ABC", "客户单"]),
    (#"客戶\d{2}"#, "客戶12和客户34", ["客户12", "客户34"]),
    (#"\[\d\]"#, "[1]", ["[1]"]),
    (#"\l\d\s\l\d"#, "a1 b2", ["A1 B2"]),
    (#"[A-F0-9\-]{4}"#, "beef b-ef gggg", ["BEEF", "B-EF"]),
    (#"đơn \d+"#, "đơn 12 don 13", ["ĐƠN 12"]),
    (#"½x"#, "1/2x", ["1/2X"]),
  ])
  func `finds whole words, the longest`(pattern: String, text: String, expected: [String]) {
    #expect(found(pattern, text) == expected)
  }

  @Test(
    arguments: [
      ("(a", 0, "‘(’ is never closed", nil), ("a)", 1, "‘)’ closes nothing", nil),
      ("ab[c", 2, "‘[’ is never closed", nil), ("a.b", 1, nil, #"\."#), ("^a", 0, nil, #"\^"#),
      ("*a", 0, "there is nothing before ‘*’ that it could repeat", nil),
      ("a{2,}", 1, "a count needs its upper end, as in {2,8}", "{2,8}"),
      ("a{5,2}", 1, "the range ‘5,2’ runs backwards", "{2,5}"),
      ("a{65}", 2, "more than 64 times is too often", nil),
      ("[z-a]", 1, "the range ‘z-a’ runs backwards", nil),
      (#"\x"#, 0, nil, nil), ("a**", 2, nil, nil), ("", 0, nil, nil), ("a|", 2, nil, nil),
      ("a?", 0, "this can match nothing at all: at least one character must not be optional", nil),
      (#"(\d{64}){64}"#, 0, "this stands for more than 512 characters in all", nil),
      ("((((((((((a))))))))))", 8, "brackets are nested too deep", nil),
      (
        "a\u{200B}", 1, "this character is dropped from what customers write and can never match",
        nil
      ),
    ] as [(String, Int, String?, String?)])
  func `mistakes have a place and a reason`(
    pattern: String, offset: Int, reason: String?, suggestion: String?
  ) {
    let mistake = EntityPattern.mistake(in: pattern)
    #expect(mistake?.offset == offset)
    #expect(mistake?.suggestion == suggestion)
    if let reason { #expect(mistake?.description == reason) }
  }

  @Test(arguments: [
    (EntityCheck.luhn, "4539578763621486", true), (.luhn, "4539578763621487", false),
    (.luhn, "79927398713", true), (.luhn, "0", false),
    (.chineseCreditCode, "91350100M000100Y43", true),
    (.chineseCreditCode, "91350100M000100Y44", false),
    (.chineseCreditCode, "91350100I000100Y43", false),
    (.chineseIdentityNumber, "11010519491231002X", true),
    (.chineseIdentityNumber, "110105194912310021", false),
    (.taiwaneseTaxNumber, "04595257", true), (.taiwaneseTaxNumber, "04595258", false),
    (.taiwaneseTaxNumber, "10458575", true),
    (.vietnameseTaxNumber, "0100109106", true), (.vietnameseTaxNumber, "0100109107", false),
    (.vietnameseTaxNumber, "0100109106-001", true), (.vietnameseTaxNumber, "010010910", false),
  ])
  func `checksums`(check: EntityCheck, code: String, holds: Bool) {
    #expect(check.holds(for: code) == holds)
  }

  @Test func `a code that does not sum up is none`() {
    #expect(
      found(#"\d{10}"#, "0100109106 0100109107", check: .vietnameseTaxNumber) == ["0100109106"])
  }

  /// What ruins a backtracking engine takes as many steps for each scalar as the pattern has places.
  @Test(arguments: ["(a|a)*b", "(a*)*b", "a?a?a?a?a?a?a?a?aaaaaaaa", "(a|b)*a(a|b){10}", "(a+)+c"])
  func `time is linear in the text`(pattern: String) throws {
    let automaton = try PatternAutomaton(parsing: pattern)
    func steps(_ count: Int) -> Int {
      let scalars = [Unicode.Scalar](repeating: "a", count: count)
      var steps = 0
      for start in scalars.indices {
        _ = automaton.matchEnd(in: scalars, from: start, steps: &steps) { _ in true }
      }
      return steps
    }
    let (once, twice) = (steps(2_000), steps(4_000))
    #expect(twice < once * 21 / 10)
    #expect(once > 0)
  }
}
