import Testing
import Understanding

@Suite("Recognizer")
struct RecognizerTests {
  private func understand(
    _ text: String, language: Language? = nil, expecting: ExpectedAnswer? = nil
  ) -> Understanding {
    SampleShop.recognizer.understand(
      text, language: language, now: SampleShop.sunday, expecting: expecting)
  }

  /// The evidence for what was decided, without the runner-up's.
  private func won(_ understanding: Understanding) -> [Evidence] {
    understanding.evidence.filter { $0.intent == understanding.intent }
  }

  // MARK: Sentences

  @Test(arguments: [
    ("Where is my parcel?", "order.track", 4), ("帮我查一下物流！", "order.track", 9),
    ("track 20251120778", "order.track", 5), ("kiem tra don 20251120778", "order.track", 13),
    ("HUY DON", "order.cancel", 12), ("return my vớ", "return.request", 7), ("你好😊", "greet", 6),
  ])
  func `a sentence of the content decides, with file and line`(
    text: String, intent: String, line: Int
  ) {
    let understanding = understand(text)
    #expect(understanding.decision == .match)
    #expect(understanding.intent == intent)
    #expect(understanding.score == 1)
    #expect(won(understanding).map(\.kind) == [.template])
    #expect(understanding.evidence.first?.file == "intents/\(intent).yaml")
    #expect(understanding.evidence.first?.line == line)
  }

  @Test func `one sentence in two intents is asked about, unless the chat expects one`() {
    let recognizer = Recognizer(
      UnderstandingSource(intents: [
        SampleShop.intent("a", en: ["same words"]), SampleShop.intent("b", en: ["same words"]),
      ]))
    let asked = recognizer.understand("same words", language: .english, now: SampleShop.sunday)
    #expect(asked.decision == .clarify)
    #expect(asked.candidates.map(\.intent) == ["a", "b"])
    let settled = recognizer.understand(
      "same words", language: .english, now: SampleShop.sunday,
      expecting: ExpectedAnswer(intents: ["b"]))
    #expect(settled.decision == .match)
    #expect(settled.intent == "b")
  }

  @Test func `a near miss does not match its intent`() {
    #expect(understand("快递显示签收了但是没收到").intent != "order.track")
    #expect(!understand("快遞顯示簽收了但是沒收到").candidates.contains { $0.intent == "order.track" })
  }

  // MARK: Keywords

  @Test(arguments: [
    ("能不能看看我的物流啊", "order.track", 20, "看 + 物流"),
    ("where on earth did that package go", "order.track", 22, "where + package"),
    ("我昨天拍的訂單想取消", "order.cancel", 20, "訂單 + 取消"),
    ("don hang cua em toi dau roi a", "order.track", 24, "don hang + toi dau"),
  ])
  func `keywords decide, with file, line and the customer's words`(
    text: String, intent: String, line: Int, words: String
  ) {
    let understanding = understand(text)
    #expect(understanding.decision == .match)
    #expect(understanding.intent == intent)
    #expect(won(understanding).map(\.kind) == [.keywords])
    #expect(understanding.evidence.first?.line == line)
    #expect(understanding.evidence.first?.text == words)
  }

  @Test func `two rules that ask for as much are asked about`() {
    let understanding = understand("取消订单，帮我看物流")
    #expect(understanding.decision == .match)
    #expect(understanding.intent == "order.cancel")
    let tie = Recognizer(
      UnderstandingSource(intents: [
        SampleShop.intent(
          "a", keywords: [KeywordSet(all: ["red"], location: SampleShop.place("a", 2))]),
        SampleShop.intent(
          "b", keywords: [KeywordSet(all: ["two"], location: SampleShop.place("b", 2))]),
      ])
    ).understand("red and two", language: .english, now: SampleShop.sunday)
    #expect(tie.decision == .clarify)
    #expect(tie.candidates.map(\.intent) == ["a", "b"])
  }

  // MARK: Classifier

  @Test func `the classifier generalises, and shows the words that spoke`() {
    let understanding = understand("mình muốn trả lại đôi này")
    #expect(understanding.decision == .match)
    #expect(understanding.intent == "return.request")
    #expect(understanding.evidence.allSatisfy { $0.kind == .ngram && $0.weight > 0 })
    #expect(understanding.evidence.contains { $0.text == "trả" })
    #expect(understanding.candidates.count == 5)
    #expect(understanding.candidates.first?.score == understanding.score)
  }

  @Test(arguments: [
    "what is the weather in paris", "asdf qwer", "", "???", "   ", "🦆", "20251120778",
    "the meaning of life and everything",
  ])
  func `what no rule covers is unmatched`(text: String) {
    let understanding = understand(text)
    #expect(understanding.decision == .unmatched)
    #expect(understanding.intent == nil)
    #expect(understanding.score < 0.5)
    #expect(understanding.evidence == [])
  }

  @Test func `the customer's raw text is handed back`() {
    #expect(understand("  Hellooo　\u{200B}").text == "  Hellooo　\u{200B}")
    #expect(understand("你好").language == .simplifiedChinese)
    #expect(understand("12").language == .english)
  }

  @Test func `the order of content does not matter`() {
    var source = SampleShop.source
    source.intents.reverse()
    for i in source.intents.indices { source.intents[i].examples.reverse() }
    source.offTopic.reverse()
    let reversed = Recognizer(source)
    for text in ["trả hàng giúp", "where could it be", "取消吧", "hello", "mấy giờ rồi"] {
      let other = reversed.understand(text, language: nil, now: SampleShop.sunday)
      #expect(other == understand(text))
    }
  }

  // MARK: Evidence

  @Test(arguments: [
    ("where is my parcel", 0, 18), ("能不能看看我的物流啊", 3, 9), ("mình muốn trả lại đôi này", nil, nil),
  ])
  func `what the runner-up had is listed too, and where it stands`(
    text: String, start: Int?, end: Int?
  ) {
    let understanding = understand(text)
    let second = understanding.candidates.dropFirst().first?.intent
    let runnerUp = understanding.evidence.filter { $0.intent == second }
    #expect(understanding.decision == .match)
    #expect((1...3).contains(runnerUp.count))
    #expect(runnerUp.allSatisfy { $0.kind == .ngram })
    let scalars = Array(text.unicodeScalars)
    for evidence in understanding.evidence where evidence.kind == .ngram {
      let place = (evidence.start ?? 0)..<(evidence.end ?? 0)
      #expect(scalars[place].elementsEqual(evidence.text.unicodeScalars))
    }
    if let start {
      #expect(won(understanding).first?.start == start)
      #expect(won(understanding).first?.end == end)
    }
  }

  @Test func `a refusal is explained where that is asked for`() {
    let text = "what is the weather in my parcel"
    let refused = SampleShop.recognizer.understand(
      text, language: nil, now: SampleShop.sunday, explainsRefusal: true)
    #expect(refused.decision == .unmatched && refused.intent == nil)
    #expect(refused.evidence.first?.intent == refused.candidates.first?.intent)
    #expect(refused.evidence.contains { $0.text == "parcel" })
    #expect(understand(text).evidence == [])
  }

  // MARK: Context

  @Test(arguments: [
    ("20251120778", "order_number"), ("我的订单号是20251120778", "order_number"),
    ("it's 20251120778", "order_number"), ("mã đơn của mình là 20251120778 ạ", "order_number"),
    ("13812345678", "phone"), ("3", "quantity"), ("明天下午", "date"),
  ])
  func `the value that was asked for is an answer`(text: String, type: String) {
    let understanding = understand(text, expecting: ExpectedAnswer(entity: type))
    guard type != "date" else {
      #expect(understanding.entities.first?.value == "2026-11-23")
      return
    }
    #expect(understanding.decision == .match)
    #expect(understanding.intent == "provide")
    #expect(won(understanding).map(\.kind) == [.context])
    #expect(understanding.entities.map(\.type) == [type])
  }

  @Test(arguments: ["ok", "ok yes", "嗯嗯 确认", "好的，谢谢", "vâng ạ", "Yes, please", "👍🏽"])
  func `a yes to the question`(text: String) {
    let understanding = understand(text, expecting: ExpectedAnswer(intents: ["yes", "no"]))
    #expect(understanding.intent == "yes")
  }

  @Test(arguments: [
    "ok?", "yes no", "yes, no", "是不是", "好不好", "đúng không", "对吧", "可以吗", "yes, but wait a little",
    "好的，退款多久到账", "sure looks like it",
  ])
  func `no yes: a question, a contradiction, a yes with more in it`(text: String) {
    let understanding = understand(text, expecting: ExpectedAnswer(intents: ["yes", "no"]))
    #expect(understanding.intent != "yes")
  }

  @Test func `a wish beside the value goes first`() {
    let understanding = understand(
      "取消订单 20251120778", expecting: ExpectedAnswer(entity: "order_number"))
    #expect(understanding.intent == "order.cancel")
    #expect(understanding.entities.map(\.value) == ["20251120778"])
  }

  @Test func `a bare value answers the question even where it is an example`() {
    let recognizer = Recognizer(
      UnderstandingSource(intents: [SampleShop.intent("track", en: ["{order_number}"])]))
    func intent(_ expecting: ExpectedAnswer?) -> String? {
      recognizer.understand(
        "20251120778", language: .english, now: SampleShop.sunday, expecting: expecting
      ).intent
    }
    #expect(intent(nil) == "track")
    #expect(intent(ExpectedAnswer(entity: "order_number")) == "provide")
  }

  @Test func `the classifier's own opinion of an example can be asked for`() {
    let verdict = SampleShop.recognizer.classify("轉人工", language: .traditionalChinese)
    #expect(verdict.candidates.first?.intent == "human.request")
    #expect(verdict.score > 0.5)
  }

  @Test func `provide needs a state`() {
    #expect(understand("20251120778").intent == nil)
    #expect(
      understand("hello", expecting: ExpectedAnswer(entity: "order_number")).intent == "greet")
  }

  @Test(arguments: [
    ("ok", "yes"), ("好", "yes"), ("ừ", "yes"), ("vâng ạ", "yes"), ("u", "yes"), ("ban", nil),
    ("dung roi", "yes"),
    ("👌", "yes"), ("不用", "no"), ("thôi", "no"), ("khong", "no"), ("nope", "no"),
  ])
  func `short answers answer the question`(text: String, intent: String?) {
    let expecting = ExpectedAnswer(intents: ["yes", "no"])
    #expect(understand(text, expecting: expecting).intent == intent)
  }

  @Test func `a short answer means nothing where none was asked for`() {
    #expect(understand("ok").intent == nil)
    #expect(understand("ok", expecting: ExpectedAnswer(intents: ["no"])).intent != "yes")
  }

  @Test func `a keyword set hears a misspelt word, and shows it as it was typed`() {
    // “where” and “package” stand in examples; nobody wrote this sentence.
    let understanding = understand("but where did that packgae go")
    #expect(understanding.intent == "order.track")
    #expect(understanding.evidence.first?.kind == .keywords)
    #expect(understanding.evidence.first?.text == "where + packgae")
  }
}
