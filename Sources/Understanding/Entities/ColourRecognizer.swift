/// Colours, by their English name in lower case.
///
/// A single Chinese character (红包, 白菜) or a toneless Vietnamese syllable (do, den) is too often
/// something else: they count with 色 or màu, or with their marks, or where a colour was asked for.
enum ColourRecognizer {
  static let names: [(colour: String, words: [String])] = [
    (
      "red",
      [
        "red", "红色", "大红", "大红色", "酒红", "酒红色", "枣红", "枣红色", "正红", "正红色", "红的", "đỏ", "màu đỏ",
        "đỏ đô", "đỏ tươi",
      ]
    ),
    (
      "blue",
      [
        "blue", "light blue", "dark blue", "sky blue", "royal blue", "蓝色", "蓝的", "天蓝", "天蓝色", "浅蓝",
        "浅蓝色", "湖蓝", "湖蓝色", "宝蓝", "宝蓝色", "màu xanh dương", "xanh dương", "xanh da trời",
        "xanh nước biển", "xanh lam", "xanh biển",
      ]
    ),
    (
      "navy",
      [
        "navy", "navy blue", "藏青", "藏青色", "藏蓝", "藏蓝色", "深蓝", "深蓝色", "xanh navy", "xanh than",
        "xanh đen",
      ]
    ),
    (
      "green",
      [
        "green", "light green", "dark green", "olive green", "绿色", "绿的", "军绿", "军绿色", "墨绿", "墨绿色",
        "浅绿", "浅绿色", "深绿", "深绿色", "xanh lá", "xanh lá cây", "xanh lục", "xanh rêu", "màu rêu",
        "xanh bộ đội",
      ]
    ),
    ("black", ["black", "黑色", "黑的", "纯黑", "纯黑色", "màu đen"]),
    (
      "white",
      [
        "white", "off white", "off-white", "白色", "白的", "纯白", "纯白色", "乳白", "奶白", "màu trắng",
        "trắng",
      ]
    ),
    (
      "grey",
      [
        "grey", "gray", "light grey", "light gray", "dark grey", "dark gray", "灰色", "灰的", "浅灰",
        "浅灰色",
        "深灰", "深灰色", "màu xám", "xám", "màu ghi",
      ]
    ),
    (
      "pink",
      ["pink", "hot pink", "粉色", "粉红", "粉红色", "粉的", "玫红", "玫红色", "màu hồng", "hồng phấn", "hồng"]
    ),
    ("purple", ["purple", "violet", "紫色", "紫的", "浅紫", "浅紫色", "深紫", "深紫色", "màu tím", "tím"]),
    ("yellow", ["yellow", "黄色", "黄的", "浅黄", "浅黄色", "màu vàng"]),
    ("orange", ["orange", "橙色", "橘色", "橘黄", "橘黄色", "橙的", "橘红", "橘红色", "màu cam"]),
    ("brown", ["brown", "dark brown", "棕色", "咖啡色", "褐色", "棕的", "màu nâu", "nâu"]),
    ("beige", ["beige", "米色", "米白", "米白色", "米黄", "杏色", "màu be", "màu kem", "màu nude"]),
    ("khaki", ["khaki", "卡其", "卡其色", "màu kaki"]),
    (
      "gold",
      ["gold", "golden", "rose gold", "金色", "玫瑰金", "vàng gold", "vàng đồng", "màu vàng gold"]
    ),
    ("silver", ["silver", "银色", "银的", "màu bạc"]),
    ("turquoise", ["turquoise", "青绿色", "xanh ngọc"]),
    ("mint", ["mint green", "薄荷绿", "薄荷色", "xanh mint", "xanh bạc hà"]),
    ("burgundy", ["burgundy", "maroon", "勃艮第红", "đỏ mận", "đỏ rượu"]),
    ("camel", ["camel", "驼色", "màu da bò"]),
    ("transparent", ["transparent", "透明", "透明色", "trong suốt", "màu trong suốt"]),
  ]

  private static let singleCharacters: [Unicode.Scalar: String] = [
    "红": "red", "蓝": "blue", "绿": "green", "黑": "black", "白": "white", "灰": "grey",
    "粉": "pink", "紫": "purple", "黄": "yellow", "橙": "orange", "棕": "brown",
  ]
  private static let syllables = [
    "do": "red", "den": "black", "trang": "white", "hong": "pink", "vang": "yellow",
    "cam": "orange",
    "nau": "brown", "xam": "grey", "tim": "purple", "be": "beige", "kem": "beige", "xanh": "blue",
  ]

  /// `matches` are the places of the names above.
  static func findings(
    in context: EntityContext, matches: [(name: Int, range: Range<Int>)]
  ) -> [EntityFinding] {
    let found = matches.compactMap { match -> EntityFinding? in
      let range = match.range
      // đỏ and tím stand alone only with their marks: "do", "tim" are other words.
      let isToneless =
        context.language == .vietnamese && range.count <= 5
        && range.allSatisfy { context.scalars[$0].isASCII && context.scalars[$0] != " " }
      if isToneless,
        !names[match.name].words[0].unicodeScalars.elementsEqual(context.scalars[range])
      {
        return nil
      }
      return EntityFinding(type: "colour", value: names[match.name].colour, range: range)
    }
    if found.isEmpty, context.expected == "colour", let answer = answer(context) { return [answer] }
    return found
  }

  /// 黑 or `den`, said when asked and nothing else.
  private static func answer(_ context: EntityContext) -> EntityFinding? {
    guard context.scalars.count <= 8 else { return nil }
    if context.isChinese {
      for (index, scalar) in context.scalars.enumerated() {
        if let colour = singleCharacters[scalar] {
          return EntityFinding(type: "colour", value: colour, range: index..<index + 1)
        }
      }
    }
    guard context.language == .vietnamese else { return nil }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: context.plain)
    return syllables[String(view)].map {
      EntityFinding(type: "colour", value: $0, range: 0..<context.scalars.count)
    }
  }
}
