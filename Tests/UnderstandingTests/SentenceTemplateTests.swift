import Testing
import Understanding

@Suite("Sentence template")
struct SentenceTemplateTests {
  @Test(arguments: [
    ("where is my (parcel|order)", ["where is my parcel", "where is my order"]),
    ("[please] cancel", ["please cancel", "cancel"]),
    ("[帮我]查[一下]物流", ["帮我查一下物流", "帮我查物流", "查一下物流", "查物流"]),
    ("track [order] {order_number}", ["track order {order_number}", "track {order_number}"]),
    (
      "<parcel> (not here|[still] late)",
      ["<parcel> not here", "<parcel> still late", "<parcel> late"]
    ),
    ("[a|b] c", ["a c", "b c", "c"]),
    ("x", ["x"]),
  ])
  func `stands for these sentences`(template: String, sentences: [String]) throws {
    #expect(try SentenceTemplate(parsing: template).expansions() == sentences)
  }

  @Test func `names its entities and concepts once each`() throws {
    let template = try SentenceTemplate(parsing: "{a} <b> {a} [<c>|{d}]")
    #expect(template.entities == ["a", "d"])
    #expect(template.concepts == ["b", "c"])
  }

  @Test(arguments: [
    ("查(物流", 1, TemplateError.Reason.unclosed("(")),
    ("a [b", 2, .unclosed("[")),
    ("a b)", 3, .unopened(")")),
    ("a (b] c", 4, .unopened("]")),
    ("a }", 2, .unopened("}")),
    ("a | b", 2, .barOutsideGroup),
    ("a ()", 2, .emptyGroup),
    ("a {}", 2, .emptyName),
    ("a {Order}", 3, .badName("Order")),
    ("a {order", 2, .unclosed("{")),
    ("[a] [b]", 0, .canBeEmpty),
    ("", 0, .canBeEmpty),
    ("((((((((([a] b)))))))))", 8, .nestedTooDeep),
    (
      "(a|b|c|d|e|f|g|h|i|j|k)(a|b|c|d|e|f|g|h|i|j)(a|b|c|d|e|f|g|h|i|j)", 0,
      .tooManySentences(limit: 1000)
    ),
  ])
  func `says what is wrong and where`(
    template: String, offset: Int, reason: TemplateError.Reason
  ) {
    #expect(throws: TemplateError(offset: offset, reason: reason)) {
      try SentenceTemplate(parsing: template)
    }
  }

  @Test func `a bomb of alternatives is refused without being written out`() {
    let bomb = String(repeating: "(a|b)", count: 10_000) + "x"
    #expect(throws: TemplateError(offset: 0, reason: .tooManySentences(limit: 1000))) {
      try SentenceTemplate(parsing: bomb)
    }
  }

  @Test func `few of many sentences are spread over all`() throws {
    let template = try SentenceTemplate(parsing: "(a|b|c|d|e|f|g|h)")
    #expect(template.expansions(limit: 4) == ["a", "c", "e", "g"])
  }
}
