import Testing
import Understanding

@testable import parley

@Suite("Explanation")
struct ExplanationTests {
  private static func evidence(
    _ intent: String, _ text: String, _ weight: Double, _ place: Range<Int>?,
    kind: Evidence.Kind = .ngram, line: Int? = nil
  ) -> Evidence {
    Evidence(
      kind: kind, intent: intent, text: text, weight: weight,
      location: line.map { SourceLocation(file: "intents/\(intent).yaml", line: $0, column: 1) },
      place: place)
  }

  private static func explained(
    _ text: String, _ evidence: [Evidence], decision: Understanding.Decision = .match,
    entities: [Entity] = [], candidates: [(String, Double)] = [("track", 0.9), ("status", 0.4)],
    width: Int = 60, ink: Bool = false, keepsOrder: Bool = false
  ) -> String {
    let understanding = Understanding(
      text: text, language: .simplifiedChinese, decision: decision,
      intent: decision == .unmatched ? nil : candidates.first?.0, score: candidates.first?.1 ?? 0,
      candidates: candidates.map { .init(intent: $0.0, score: $0.1) }, entities: entities,
      evidence: evidence)
    return Explanation(
      understanding, clarifyMargin: 0.3, ink: Ink(isOn: ink), width: width, keepsOrder: keepsOrder
    ).text
  }

  @Test func `marks stand under Chinese characters, which take two columns`() {
    let text = Self.explained(
      "我的快递 123",
      [
        Self.evidence("track", "快递", 1.5, 2..<4), Self.evidence("track", "我的", 0.5, 0..<2),
        Self.evidence("status", "快递", 0.75, 2..<4), Self.evidence("status", "的", 0.25, 1..<2),
      ], entities: [Entity(type: "quantity", value: "123", text: "123", start: 5, end: 8)])
    #expect(
      text == """
        match  track  zh-Hans

        track
        |      status
        |      |
                        我的快递 123
        +1.50  +0.75        ^^^^  n-gram
        +0.50           ^^^^  n-gram
               +0.25      --  n-gram
                                 ~~~  quantity = 123

        track   0.90  ##################
        status  0.40  ########
        margin  0.50  below 0.30 the customer is asked which
        """)
  }

  @Test func `a rule has its place, and its words may stand apart`() {
    let text = Self.explained(
      "don hang cua em toi dau",
      [
        Self.evidence(
          "track", "don hang + toi dau", 1, 0..<23, kind: .keywords, line: 24)
      ], candidates: [("track", 0.95)], width: 80)
    #expect(
      text == """
        match  track  zh-Hans

        track
        |
                        don hang cua em toi dau
        1.00            ========        =======
                        keywords don hang + toi dau  intents/track.yaml:24

        track  0.95  ###################
        """)
  }

  @Test func `a long message goes over lines, and a mark with it`() {
    let text = Self.explained(
      "where is my big parcel today", [Self.evidence("track", "big parcel", 2, 12..<22)],
      candidates: [("track", 0.9)], width: 34)
    #expect(
      text == """
        match  track  zh-Hans

        track
        |
                        where is my big
        +2.00                       ^^^^
                        n-gram

                        parcel today
                        ^^^^^^

        track  0.90  ##################
        """)
  }

  @Test func `emoji, marks and controls keep their columns`() {
    let text = Self.explained(
      "👍🏽 đ\u{1B}n\n!", [Self.evidence("track", "n", 1, 5..<6)], candidates: [("track", 0.9)])
    #expect(
      text.split(separator: "\n").dropFirst(3).prefix(2) == [
        #"                👍🏽 đ\u{1b}n\n!"#,
        #"+1.00                     ^  n-gram"#,
      ])
  }

  @Test func `no text, and nothing that spoke`() {
    #expect(
      Self.explained("", [], decision: .unmatched, candidates: []) == """
        unmatched  zh-Hans

                        (no text)

        no candidate
        """)
  }

  @Test func `an order is kept on a terminal only, and colour is only colour`() {
    let evidence = [Self.evidence("track", "לום", 1, 1..<4)]
    #expect(!Self.explained("שלום", evidence).contains("\u{202D}"))
    #expect(Self.explained("שלום", evidence, keepsOrder: true).contains("\u{202D}שלום\u{202C}"))
    let coloured = Self.explained("我的快递", [Self.evidence("track", "快递", 1, 2..<4)], ink: true)
    #expect(coloured.contains("我的\u{1B}[32m快递\u{1B}[0m"))
    let plain = coloured.replacing(#/\u{1B}\[\d+m/#, with: "")
    #expect(plain == Self.explained("我的快递", [Self.evidence("track", "快递", 1, 2..<4)]))
  }
}
