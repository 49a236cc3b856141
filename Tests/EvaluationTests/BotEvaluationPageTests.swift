import Testing
import Understanding

@testable import Evaluation

@Suite("Page of an evaluation")
struct BotEvaluationPageTests {
  @Test(arguments: [
    ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
    (#""quoted" and 'single'"#, "&quot;quoted&quot; and &#39;single&#39;"),
    ("</style><script>alert(1)</script>", "&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("bell\u{7} nul\u{0}", #"bell\u{7} nul\u{0}"#), ("turn\u{202E}ed", #"turn\u{202e}ed"#),
    ("快递 đơn hàng 👍🏽", "快递 đơn hàng 👍🏽"), ("a\tb\nc", "a\tb\nc"),
  ])
  func `text is only ever text`(text: String, escaped: String) {
    #expect(Markup.text(text) == escaped)
  }

  @Test func `names in prose are code, and escaped`() {
    #expect(Markup.prose("add to `a<b` & go") == "add to <code>a&lt;b</code> &amp; go")
  }

  @Test func `figures`() {
    #expect(Markup.percent(0.8625) == "86.3 %")
    #expect(Markup.percent(1) == "100.0 %")
    #expect(Markup.percent(nil) == "–")
    #expect(Markup.decimal(0.05, digits: 2) == "0.05")
    #expect(Markup.decimal(0.999, digits: 2) == "1.00")
    #expect(Markup.count(1_234_567) == "1,234,567")
    #expect(Markup.count(123) == "123")
  }

  @Test func `nothing that was written becomes markup`() {
    let evil = "<img src=x onerror=alert(1)>\"'&"
    let answers = [
      BotEvaluationTests.answer(
        evil, "b", 0.9, text: evil, misled: [Leaning(text: evil, concept: evil, weight: 1)]),
      BotEvaluationTests.answer("b", "b", 0.9), BotEvaluationTests.answer("b", "b", 0.9, line: 2),
      BotEvaluationTests.answer(nil, "b", 0.9, text: evil),
    ]
    let html = BotEvaluationPage(BotEvaluation(answers), name: evil, version: evil).html
    #expect(!html.contains("<img"))
    #expect(html.split(separator: "&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;").count > 9)
  }

  @Test func `the page needs nothing from elsewhere and has no script`() {
    let html = BotEvaluationPage(BotEvaluationTests.evaluation, name: "shop", version: "0").html
    for trace in ["http:", "https:", "//", "url(", "@import", "<script", "<link", "<img", "src="] {
      #expect(!html.contains(trace), "\(trace)")
    }
    #expect(html.hasPrefix("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">"))
  }

  @Test func `an example names its words and place`() {
    let html = BotEvaluationPage(
      BotEvaluation([
        BotEvaluationTests.answer(
          "a", "b", 0.8, line: 7, text: "我的快递", language: .zh,
          misled: [Leaning(text: "快递", concept: "<parcel>", weight: 1.25)])
      ]), name: "shop", version: "0"
    ).html
    #expect(html.contains(#"<p class="sentence" lang="zh" dir="auto">我的快递</p>"#))
    #expect(
      html.contains("<li><bdi>快递</bdi> <i>&lt;parcel&gt;</i> <small>+1.3</small></li>"))
    #expect(html.contains("Write a near miss in <code>b</code>"))
  }

  @Test func `cells are titled, and the wrong ones lead to their pair`() {
    let html = BotEvaluationPage(BotEvaluationTests.evaluation, name: "shop", version: "0").html
    #expect(html.contains("<title>a: 2 of 5 right</title>"))
    #expect(html.contains("<title>a taken for b: 3 of 5</title></a>"))
    #expect(html.contains(##"<a href="#pair-1" tabindex="-1">"##))
    #expect(html.contains(#"<div id="pair-1">"#))
    #expect(html.contains("<code>intents/a.yaml:3</code> · 2 variants · score 0.80"))
  }
}
