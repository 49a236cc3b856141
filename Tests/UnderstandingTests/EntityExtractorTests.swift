import Testing

@testable import Understanding

/// Every case is a text as customers write it, and all that is found in it.
@Suite("Entity extractor")
struct EntityExtractorTests {
  private func found(
    _ text: String, _ language: Language, expected: String? = nil
  ) -> [String] {
    SampleShop.recognizer.understand(
      text, language: language, now: SampleShop.sunday,
      expecting: expected.map { ExpectedAnswer(entity: $0) }
    ).entities.map { "\($0.type)=\($0.value)" }
  }

  @Test(arguments: [
    ("怎麼還沒出貨 20251120778", Language.traditionalChinese, "order_number=20251120778"),
    ("订单号：２０２５１１２０７７８", .simplifiedChinese, "order_number=20251120778"),
    ("#20251120778 where is it", .english, "order_number=20251120778"),
    ("đơn dh20251120 đâu rồi", .vietnamese, "order_number=DH20251120"),
    ("order 13812345678", .english, "order_number=13812345678"),
    ("单号SF1234567890123", .simplifiedChinese, "order_number=SF1234567890123"),
    ("it is px-1234", .english, "order_number=PX-1234"),
    ("12345678", .english, "order_number=12345678"),
  ])
  func `order numbers`(text: String, language: Language, expected: String) {
    #expect(found(text, language) == [expected])
  }

  @Test(arguments: ["1234567", "123456789012345678901", "user12345678@", "px-12345", "iphone15pro"])
  func `no order numbers`(text: String) {
    #expect(!found(text, .english).contains { $0.hasPrefix("order_number") })
  }

  @Test(arguments: [
    ("13812345678", Language.simplifiedChinese, "+8613812345678"),
    ("打给我 +86 138 1234 5678", .simplifiedChinese, "+8613812345678"),
    ("0912-345-678", .traditionalChinese, "+886912345678"),
    ("電話 (02) 2345-6789", .traditionalChinese, "+886223456789"),
    ("whatsapp 9123 4567", .traditionalChinese, "+85291234567"),
    ("gọi mình số 0912 345 678 nhé", .vietnamese, "+84912345678"),
    ("sđt 0912.345.678", .vietnamese, "+84912345678"),
    ("+84 (0) 912 345 678", .vietnamese, "+84912345678"),
    ("84912345678", .vietnamese, "+84912345678"),
    ("call (415) 555-2671", .english, "+14155552671"),
    ("+1 415 555 2671", .english, "+14155552671"),
    ("0084912345678", .english, "+84912345678"),
  ])
  func `phones of five countries`(text: String, language: Language, expected: String) {
    #expect(found(text, language) == ["phone=\(expected)"])
  }

  @Test func `the question decides between phone and order number`() {
    #expect(
      found("13812345678", .english, expected: "order_number") == ["order_number=13812345678"])
    #expect(found("20251120778", .english, expected: "phone") == ["order_number=20251120778"])
    #expect(found("91234567", .english, expected: "phone") == ["phone=+85291234567"])
    #expect(
      found("2025 1120 778", .english, expected: "order_number") == ["order_number=20251120778"])
  }

  @Test(arguments: [
    ("mail Bob.Lee+x@Example.COM.", ["email=bob.lee+x@example.com"]),
    ("邮箱是ａｂ@qq.com谢谢", ["email=ab@qq.com"]),
    ("a@b", []), ("@", []), ("a@@b.com", []), ("x@.com", []), ("x@y..com", []),
  ])
  func `e-mail addresses`(text: String, expected: [String]) {
    #expect(found(text, .simplifiedChinese) == expected)
  }

  @Test(arguments: [
    ("退款320元", Language.simplifiedChinese, "320 CNY"),
    ("三百二十塊", .traditionalChinese, "320 CNY"),
    ("两万五千块", .simplifiedChinese, "25000 CNY"),
    ("三块五", .simplifiedChinese, "3.5 CNY"),
    ("NT$1,200", .traditionalChinese, "1200 TWD"),
    ("港幣80", .traditionalChinese, "80 HKD"),
    ("价格是12000", .simplifiedChinese, "12000"),
    ("1.5万", .simplifiedChinese, "15000"),
    ("ba triệu tư", .vietnamese, "3400000"),
    ("ba triệu rưỡi", .vietnamese, "3500000"),
    ("giá ba trăm rưỡi", .vietnamese, "350000"),
    ("350k", .vietnamese, "350000"),
    ("8tr6", .vietnamese, "8600000"),
    ("8tr65 nhé", .vietnamese, "8650000"),
    ("1.500.000đ", .vietnamese, "1500000 VND"),
    ("hai trăm nghìn đồng", .vietnamese, "200000 VND"),
    ("350 ngàn", .vietnamese, "350000"),
    ("$19.99", .english, "19.99 USD"),
    ("three hundred and twenty dollars", .english, "320 USD"),
    ("I paid 45.50 usd", .english, "45.5 USD"),
  ])
  func `amounts`(text: String, language: Language, expected: String) {
    #expect(found(text, language) == ["amount=\(expected)"])
  }

  @Test(arguments: ["1200%", "2026", "one more thing", "12", "ba con gà", "第320号"])
  func `no amounts`(text: String) {
    #expect(!found(text, .english).contains { $0.hasPrefix("amount") })
  }

  @Test(arguments: [
    ("上周五买的", Language.simplifiedChinese, "2026-11-13"),
    ("这周五", .simplifiedChinese, "2026-11-20"),
    ("下禮拜一", .traditionalChinese, "2026-11-23"),
    ("昨天下午3点", .simplifiedChinese, "2026-11-21T15:00"),
    ("明晚8点半", .simplifiedChinese, "2026-11-23T20:30"),
    ("大后天", .simplifiedChinese, "2026-11-25"),
    ("11月20日下单的", .simplifiedChinese, "2026-11-20"),
    ("十一月二十號", .traditionalChinese, "2026-11-20"),
    ("1月5号", .simplifiedChinese, "2027-01-05"),
    ("2026年11月20日", .simplifiedChinese, "2026-11-20"),
    ("三天前", .simplifiedChinese, "2026-11-19"),
    ("两个星期后", .simplifiedChinese, "2026-12-06"),
    ("双11买的", .simplifiedChinese, "2026-11-11"),
    ("hôm qua", .vietnamese, "2026-11-21"),
    ("hom qua", .vietnamese, "2026-11-21"),
    ("thứ sáu tuần trước", .vietnamese, "2026-11-13"),
    ("ngày 20/11", .vietnamese, "2026-11-20"),
    ("20 tháng 11 năm 2026", .vietnamese, "2026-11-20"),
    ("3 giờ chiều mai", .vietnamese, "2026-11-23T15:00"),
    ("15h30", .vietnamese, "2026-11-22T15:30"),
    ("2 tuần trước", .vietnamese, "2026-11-08"),
    ("last Friday", .english, "2026-11-20"),
    ("last sunday", .english, "2026-11-15"),
    ("next Monday at 3pm", .english, "2026-11-23T15:00"),
    ("Nov 20th, 2026", .english, "2026-11-20"),
    ("20 November", .english, "2026-11-20"),
    ("three days ago", .english, "2026-11-19"),
    ("in 2 weeks", .english, "2026-12-06"),
    ("2026-11-20 15:00", .english, "2026-11-20T15:00"),
    ("11/20", .english, "2026-11-20"),
    ("the day before yesterday", .english, "2026-11-20"),
  ])
  func `dates are relative to the given clock`(
    text: String, language: Language, expected: String
  ) {
    #expect(found(text, language) == ["date=\(expected)"])
  }

  @Test(arguments: ["2026-13-40", "31/02/2026", "25:00", "may i ask", "mai", "几点上班", "3号楼"])
  func `no dates`(text: String) {
    #expect(!found(text, .english).contains { $0.hasPrefix("date") })
  }

  @Test(arguments: [
    ("我买了3件", Language.simplifiedChinese, ["quantity=3"]),
    ("来一打", .simplifiedChinese, ["quantity=12"]),
    ("兩雙", .traditionalChinese, ["quantity=2"]),
    ("mười hai cái", .vietnamese, ["quantity=12"]),
    ("a pair of shoes", .english, ["quantity=1"]),
    ("two dozen", .english, ["quantity=24"]),
    ("身高1米8体重140斤", .simplifiedChinese, ["height=180", "weight=70"]),
    ("一米七五", .simplifiedChinese, ["height=175"]),
    ("170/140", .simplifiedChinese, ["height=170", "weight=70"]),
    ("cao 1m65 nặng 50", .vietnamese, ["height=165", "weight=50"]),
    ("5'7\" 130 lbs", .english, ["height=170", "weight=59"]),
    ("XXL còn không", .vietnamese, ["size=2XL"]),
    ("M码有吗", .simplifiedChinese, ["size=M"]),
    ("size 38.5", .english, ["size=38.5"]),
    ("紅色的有嗎", .traditionalChinese, ["colour=red"]),
    ("màu đen", .vietnamese, ["colour=black"]),
    ("mau den", .vietnamese, ["colour=black"]),
    ("navy blue", .english, ["colour=navy"]),
    ("do you do it", .english, []),
    ("i'm here", .english, []),
  ])
  func `quantities, sizes, bodies and colours`(
    text: String, language: Language, expected: [String]
  ) {
    #expect(found(text, language) == expected)
  }

  @Test func `a bare number answers the question for it`() {
    #expect(found("2", .english, expected: "quantity") == ["quantity=2"])
    #expect(found("350", .english, expected: "amount") == ["amount=350"])
    #expect(found("170", .english, expected: "height") == ["height=170"])
    #expect(found("m", .english, expected: "size") == ["size=M"])
    #expect(found("2", .english) == [])
  }

  @Test func `the content's lists, longest first`() {
    #expect(found("想退卫衣和襪子", .simplifiedChinese) == ["product=hoodie", "product=socks"])
    #expect(found("ao ni", .vietnamese) == ["product=hoodie"])
    #expect(found("hoodies", .english) == [])
  }

  @Test func `places are counted in scalars of the raw text`() {
    let entities = SampleShop.recognizer.understand(
      "👨‍👩‍👧 ＃２０２５１１２０７７８", language: .simplifiedChinese, now: SampleShop.sunday
    ).entities
    #expect(
      entities == [
        Entity(
          type: "order_number", value: "20251120778", text: "＃２０２５１１２０７７８", start: 6, end: 18)
      ])
  }
}
