import Dialogs
import Foundation
import LineProtocol
import Testing
import Understanding

@Suite("Reply template")
struct ReplyTemplateTests {
  private func style(_ language: Language) throws -> ReplyStyle {
    ReplyStyle(
      language: language, now: Date(timeIntervalSince1970: 1_795_392_000),
      timeZone: try #require(TimeZone(identifier: "Asia/Shanghai"))
    ) { ["damaged": "arrived damaged"][$0] }
  }

  private func render(
    _ source: String, _ values: [String: JSONValue], _ language: Language = .english
  ) throws -> String {
    try ReplyTemplate(source).render(values, style: style(language))
  }

  @Test func `names are filled in, and nothing is escaped`() throws {
    let text = try render("{{name}} & {{order.number}}", ["name": "<b>A", "order": ["number": 7]])
    #expect(text == "<b>A & 7")
  }

  @Test func `what is not there leaves nothing behind`() throws {
    let text = try render("a{{x}}{{#eta}} by {{eta}}{{/eta}}{{^eta}} soon{{/eta}}", ["eta": .null])
    #expect(text == "a soon")
  }

  @Test func `lists are walked`() throws {
    let text = try render(
      "{{#items}}{{quantity}} × {{name}}; {{/items}}",
      ["items": [["name": "Mug", "quantity": 2], ["name": "Lamp", "quantity": 1]]])
    #expect(text == "2 × Mug; 1 × Lamp; ")
  }

  /// The clock shows 2026-11-23 08:00 in Shanghai.
  @Test(arguments: [
    (Language.simplifiedChinese, "今天 18:00"), (.traditionalChinese, "今天 18:00"),
    (.vietnamese, "18:00 hôm nay"), (.english, "today at 18:00"),
  ])
  func `a time reads as the language has it, where the shop is`(
    language: Language, expected: String
  ) throws {
    #expect(try render("{{t}}", ["t": "2026-11-23T10:00:00Z"], language) == expected)
  }

  @Test(arguments: [
    (Language.simplifiedChinese, "11月30日"), (.vietnamese, "ngày 30/11"), (.english, "30 November"),
  ])
  func `a day reads as the language has it`(language: Language, expected: String) throws {
    #expect(try render("{{date(t)}}", ["t": "2026-11-30T10:00:00Z"], language) == expected)
    #expect(try render("{{t}}", ["t": "2026-11-30"], language) == expected)
  }

  @Test func `a value reads by its label`() throws {
    #expect(try render("It {{label(reason)}}.", ["reason": "damaged"]) == "It arrived damaged.")
  }

  @Test func `an order number is no date`() throws {
    #expect(try render("{{order}}", ["order": "20251120778"]) == "20251120778")
  }

  @Test func `a template that is one tag keeps the type`() throws {
    let scope = Scope(values: ["n": 3, "o": ["a": true]], now: .distantPast)
    #expect(try ReplyTemplate("{{n}}").value(in: scope, style: style(.english)) == 3)
    #expect(try ReplyTemplate("{{ o.a }}").value(in: scope, style: style(.english)) == true)
    #expect(try ReplyTemplate("no {{n}}").value(in: scope, style: style(.english)) == "no 3")
  }

  @Test(arguments: [
    ("{{#a}}x", "a section is not closed"), ("{{a", "a tag is not finished: `{{` needs its `}}`"),
    ("{{#a}}x{{/b}}", "a section is closed under another name than it was opened"),
  ])
  func `a broken template says what is wrong`(source: String, reason: String) {
    let error = #expect(throws: ReplyTemplateError.self) { try ReplyTemplate(source) }
    #expect(error?.reason == reason)
  }

  @Test func `the names that it reads outside sections are known`() throws {
    let template = try ReplyTemplate("{{a.b}} {{#c}}{{d}}{{/c}} {{date(e)}} {{! no }}")
    #expect(template.paths == [["a", "b"], ["c"], ["e"]])
  }
}
