/// Colours, by their English name in lower case.
///
/// A single Chinese character (红包, 白菜) or a toneless Vietnamese syllable (do, den) is too often
/// something else: they count with 色 or màu, or with their marks.
enum ColourRecognizer {
  private static let colours: [(String, [String])] = [
    ("red", ["red", "红色", "大红", "酒红", "红的", "đỏ", "màu đỏ"]),
    (
      "blue",
      ["blue", "蓝色", "蓝的", "màu xanh dương", "xanh dương", "xanh da trời", "xanh nước biển"]
    ),
    (
      "navy", ["navy", "navy blue", "藏青", "藏青色", "深蓝", "深蓝色", "xanh navy", "xanh than", "xanh đen"]
    ),
    ("green", ["green", "绿色", "绿的", "军绿", "xanh lá", "xanh lá cây", "xanh lục", "xanh rêu"]),
    ("black", ["black", "黑色", "黑的", "màu đen"]),
    ("white", ["white", "白色", "白的", "màu trắng", "trắng"]),
    ("grey", ["grey", "gray", "灰色", "灰的", "màu xám", "xám", "màu ghi"]),
    ("pink", ["pink", "粉色", "粉红", "粉红色", "粉的", "màu hồng", "hồng"]),
    ("purple", ["purple", "紫色", "紫的", "màu tím", "tím"]),
    ("yellow", ["yellow", "黄色", "黄的", "màu vàng"]),
    ("orange", ["orange", "橙色", "橘色", "橘黄", "màu cam"]),
    ("brown", ["brown", "棕色", "咖啡色", "褐色", "màu nâu", "nâu"]),
    ("beige", ["beige", "米色", "米白", "杏色", "màu be", "màu kem"]),
    ("khaki", ["khaki", "卡其", "卡其色", "màu kaki"]),
    ("gold", ["gold", "金色", "vàng gold", "vàng đồng"]),
    ("silver", ["silver", "银色", "màu bạc"]),
  ]

  private static let table: PhraseTable = {
    var table = PhraseTable()
    for (number, colour) in colours.enumerated() {
      for form in colour.1 { table.insert(form, as: number) }
    }
    return table
  }()

  static func findings(in context: EntityContext) -> [EntityFinding] {
    table.longestMatches(in: context.text, withoutMarks: context.language == .vietnamese)
      .compactMap { match in
        // đỏ and tím stand alone only with their marks: "do", "tim" are other words.
        let isToneless =
          context.language == .vietnamese && match.range.count <= 5
          && match.range.allSatisfy { context.scalars[$0].isASCII }
          && !context.string(match.range).contains(" ")
        let isEnglish = colours[match.phrase].1[0] == context.string(match.range)
        if isToneless, !isEnglish { return nil }
        return EntityFinding(type: "colour", value: colours[match.phrase].0, range: match.range)
      }
  }
}
