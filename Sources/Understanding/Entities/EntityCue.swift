/// Words that tell what the number after them is.
enum EntityCue: Int, CaseIterable, Sendable {
  case order, phone, price, size, height, weight, quantity
  /// Numbers in words: not what comes before a number but the number itself.
  case number
  /// What a date or a time can begin with besides its number.
  case date
  /// Words that addresses are made of: streets, districts, 路, phường.
  case place

  private var words: [String] {
    switch self {
    case .order:
      [
        "order", "orders", "order no", "order number", "parcel", "tracking", "tracking number",
        "đơn", "đơn hàng", "mã đơn", "mã đơn hàng", "mã vận đơn", "vận đơn",
        "订单", "订单号", "单号", "运单", "运单号", "快递单号", "物流单号", "编号",
      ]
    case .phone:
      [
        "phone", "phone number", "tel", "mobile", "cell", "call me", "whatsapp", "zalo", "sms",
        "số điện thoại", "điện thoại", "sđt", "sdt", "đt", "số đt", "gọi", "liên hệ", "电话",
        "手机", "手机号", "号码", "联系", "致电", "回拨",
      ]
    case .price:
      [
        "price", "cost", "costs", "paid", "pay", "refund", "charged", "budget", "under", "giá",
        "trả", "hoàn", "tiền", "khoảng", "dưới", "tầm", "价格", "价", "付了", "退", "退款", "花了",
        "金额", "预算", "补",
      ]
    case .size:
      [
        "size", "sz", "sizes", "cỡ", "giày số", "dép số", "mang số", "đi số", "eu", "码", "尺码",
        "尺寸", "号码", "鞋码", "穿",
      ]
    case .quantity:
      ["quantity", "qty", "how many", "số lượng", "sl", "数量", "件数", "个数"]
    case .height: ["height", "tall", "cao", "chiều cao", "身高", "高"]
    case .number: SpelledNumber.firstWords
    case .date: DatePattern.firstWords + TimeOfDay.firstWords
    case .place:
      ChineseAddress.units + VietnameseAddress.words + EnglishAddress.streets
    case .weight: ["weight", "weigh", "nặng", "cân nặng", "体重", "重"]
    }
  }

  private static let table: PhraseTable = {
    var table = PhraseTable()
    for cue in allCases {
      for word in cue.words { table.insert(word, as: cue.rawValue) }
    }
    return table
  }()

  /// Where the words of the cues stand in a text without its marks.
  static func matches(in plain: [Unicode.Scalar]) -> [(cue: EntityCue, range: Range<Int>)] {
    table.matches(in: plain, withoutMarks: true).compactMap { match in
      EntityCue(rawValue: match.phrase).map { ($0, match.range) }
    }
  }
}

extension EntityCue {
  /// Words around an answer that are no answer of their own.
  private static let fillers = [
    "my", "the", "is", "it", "it's", "its", "this", "that", "here", "here is", "number", "no", "id",
    "of", "um", "so", "ok", "please", "yes", "hi", "hello", "i think", "are", "a",
    "là", "của", "mình", "tôi", "em", "shop", "ạ", "nhé", "nha", "dạ", "vâng", "đây", "số", "mã",
    "thì", "ừ",
    "我的", "是", "这个", "这是", "那个", "就是", "号", "号码", "嗯", "好的", "好", "你好", "谢谢", "的", "我",
    "给你", "如下", "应该是",
  ]

  private static let fillerTable: PhraseTable = {
    var table = PhraseTable()
    for word in fillers + EntityCue.order.words + EntityCue.phone.words {
      table.insert(word, as: 0)
    }
    return table
  }()

  /// The stretches of `text` that only announce or decorate a value.
  static func filler(in text: NormalizedText) -> [Range<Int>] {
    fillerTable.longestMatches(in: text, withoutMarks: true).map(\.range)
  }
}
