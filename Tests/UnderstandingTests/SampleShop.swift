import Understanding

/// A shop small enough to know by heart, for tests of the whole path.
enum SampleShop {
  /// Sunday, 22 November 2026, 10:00 in Shanghai.
  static let sunday = LocalTime(secondsSince1970: 1_795_312_800, offsetSeconds: 8 * 3600)

  static let recognizer = Recognizer(source)

  static let source = UnderstandingSource(
    intents: [track, cancel, giveBack, human, yes, no, greet],
    concepts: [
      Concept(
        name: "parcel", forms: ["parcel", "package", "快递", "包裹", "bưu kiện"],
        location: place("_concepts", 2))
    ],
    entities: [
      ListEntity(
        name: "product",
        values: [
          .init(value: "hoodie", forms: ["卫衣", "áo nỉ"]),
          .init(value: "socks", forms: ["袜子", "vớ"]),
        ], location: place("_entities", 2))
    ],
    offTopic: [
      sentence("what is the weather today", .en, "_off_topic", 3),
      sentence("今天天气怎么样", .zh, "_off_topic", 5),
      sentence("thời tiết hôm nay thế nào", .vi, "_off_topic", 7),
    ], orderNumberShapes: ["PX-####"])

  private static let track = intent(
    "order.track",
    en: [
      "where is my (parcel|order|package)", "track [order] {order_number}",
      "when will my package arrive", "has my order shipped yet",
    ],
    zh: ["我的快递到哪了", "[帮我]查[一下]物流", "包裹什么时候到", "怎么还没发货"],
    vi: ["đơn hàng của tôi đến đâu rồi", "kiểm tra đơn {order_number}", "bao giờ nhận được hàng"],
    keywords: [
      KeywordSet(
        all: ["物流"], any: ["查", "到哪", "看"], not: ["不用"], location: place("order.track", 20)),
      KeywordSet(all: ["<parcel>", "where"], location: place("order.track", 22)),
      KeywordSet(all: ["đơn hàng"], any: ["tới đâu", "ở đâu"], location: place("order.track", 24)),
    ],
    nearMisses: ["快递显示签收了但是没收到"])
  private static let cancel = intent(
    "order.cancel",
    en: [
      "cancel my order", "i want to cancel", "please cancel order {order_number}",
      "i don't want it anymore",
    ],
    zh: ["取消订单", "我不想要了", "拍错了帮我取消", "订单可以取消吗"],
    vi: ["hủy đơn", "tôi muốn hủy đơn hàng", "cho mình hủy đơn {order_number}", "không mua nữa"],
    keywords: [
      KeywordSet(all: ["取消"], any: ["订单", "单子"], location: place("order.cancel", 20)),
      KeywordSet(all: ["hủy"], any: ["đơn", "mua"], location: place("order.cancel", 22)),
    ])
  private static let giveBack = intent(
    "return.request",
    en: [
      "i want to return this", "how do I send it back", "return an item", "return my {product}",
    ],
    zh: ["我要退货", "想退掉这件衣服", "怎么退货", "尺码不对想退"],
    vi: ["tôi muốn trả hàng", "làm sao để trả lại", "mình muốn trả lại áo này"])
  private static let human = intent(
    "human.request",
    en: ["talk to a human", "i want a real person", "agent please"],
    zh: ["转人工", "我要找真人客服", "人工客服"],
    vi: ["gặp nhân viên", "cho tôi nói chuyện với người thật", "cần nhân viên hỗ trợ"])
  private static let yes = intent("yes", en: ["yes please"], zh: ["是的"], vi: ["đúng rồi"])
  private static let no = intent("no", en: ["no thanks"], zh: ["不用了"], vi: ["không cần"])
  private static let greet = intent(
    "greet", en: ["hello", "hi there"], zh: ["你好", "在吗"], vi: ["chào shop", "alo shop ơi"])

  static func place(_ name: String, _ line: Int) -> SourceLocation {
    SourceLocation(file: "intents/\(name).yaml", line: line, column: 7)
  }

  static func sentence(
    _ text: String, _ language: ExampleLanguage, _ file: String, _ line: Int
  ) -> ExampleSentence {
    ExampleSentence(text, language: language, location: place(file, line))
  }

  static func intent(
    _ name: String, en: [String] = [], zh: [String] = [], vi: [String] = [],
    keywords: [KeywordSet] = [], nearMisses: [String] = []
  ) -> IntentDefinition {
    let sentences =
      en.map { ($0, ExampleLanguage.en) } + zh.map { ($0, .zh) } + vi.map { ($0, .vi) }
    return IntentDefinition(
      name: name,
      examples: sentences.enumerated().map { sentence($1.0, $1.1, name, $0 + 4) },
      keywords: keywords,
      nearMisses: nearMisses.enumerated().map { sentence($1, .zh, name, $0 + 40) },
      location: place(name, 1))
  }
}
