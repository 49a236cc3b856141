/// How many: 3件, hai đôi, two pairs, x2.
///
/// A dozen is 12, a pair of socks 1. A bare number counts only where a quantity was asked for, or
/// right behind 数量, số lượng, qty.
enum QuantityRecognizer {
  private struct Measure {
    let scalars: [Unicode.Scalar]
    /// How many one of them is.
    let factor: Int

    init(_ name: String, _ factor: Int) {
      scalars = Array(name.unicodeScalars)
      self.factor = factor
    }
  }

  /// Without marks; longer ones before their beginnings.
  private static let measures: [Measure] =
    [("打", 12), ("ta", 12), ("dozens", 12), ("dozen", 12)].map { Measure($0.0, $0.1) }
    + "件 个 双 条 套 箱 盒 瓶 包 份 支 只 张 台 袋 罐 把 顶 对 本 副 片 组 桶 枚 颗 部 卷 册 副 串"
    .split(separator: " ").map { Measure(String($0), 1) }
    + [
      "san pham", "sp", "cai", "chiec", "doi", "bo", "hop", "thung", "chai", "goi", "cap", "lo",
      "mon", "quyen", "cuon", "tui", "lon", "combo", "hu", "tuyp", "cay", "pairs", "pair", "pieces",
      "piece", "pcs", "pc", "items", "item", "units", "unit", "boxes", "box", "bottles", "bottle",
      "packs", "pack", "sets", "set", "bags", "bag", "copies", "pieces",
    ].map { Measure($0, 1) }

  /// 一个月, 两个星期, 三个工作日: a span of time, and 个 counts what no shop sells.
  private static let notCounted = [
    "月", "星期", "礼拜", "小时", "钟头", "工作日", "人", "问题", "电话", "半月",
  ]

  static func findings(in context: EntityContext) -> [EntityFinding] {
    let reader = NumberReader(context: context)
    var findings: [EntityFinding] = []
    var free = 0
    for start in context.numberStarts where start >= free {
      guard let finding = times(context, start) ?? finding(context, reader, start) else { continue }
      findings.append(finding)
      free = finding.range.upperBound
    }
    return findings
  }

  /// x2, 2x, ×2, *2.
  private static func times(_ context: EntityContext, _ start: Int) -> EntityFinding? {
    guard context.isDigit(start) else { return nil }
    var cursor = TextCursor(context, at: start)
    guard let count = cursor.number(upTo: 3) else { return nil }
    let before = context.scalar(start - 1)
    if before == "*" || (before == "x" && context.isBoundary(start - 1)) {
      guard context.isBoundary(cursor.index) else { return nil }
      return accepted(count, start - 1..<cursor.index)
    }
    guard context.isBoundary(start), !isPart(context, start), cursor.skip("x") else { return nil }
    return accepted(count, start..<cursor.index)
  }

  /// Whether a sign before the number makes it part of something: 第3件, #3, 2-3, ¥3.
  private static func isPart(_ context: EntityContext, _ start: Int) -> Bool {
    start > 0 && "#-/:.第¥$".unicodeScalars.contains(context.scalars[start - 1])
  }

  private static func finding(
    _ context: EntityContext, _ reader: NumberReader, _ start: Int
  ) -> EntityFinding? {
    if isPart(context, start) { return nil }
    if let fixed = fixed(context, start) { return fixed }
    var cursor = TextCursor(context, at: start)
    guard let number = reader.number(at: start), number.amount.hundredths % 100 == 0 else {
      return nil
    }
    let count = number.amount.hundredths / 100
    cursor.index = number.end
    let end = cursor.index
    cursor.skipSpace()
    if let factor = measure(&cursor) {
      if context.scalar(cursor.index - 1) == "个", cursor.skip(anyOf: notCounted, whole: false) {
        return nil
      }
      return accepted(count * factor, start..<cursor.index)
    }
    let isAsked =
      context.expected == "quantity" || context.distance(to: .quantity, before: start) <= 3
    guard isAsked, context.isBoundary(end) else { return nil }
    return accepted(count, start..<end)
  }

  private static func measure(_ cursor: inout TextCursor) -> Int? {
    guard !cursor.isAtEnd else { return nil }
    let context = cursor.context
    let first = context.plain[cursor.index]
    for measure in measures where measure.scalars[0] == first {
      context.steps += 1
      let end = cursor.index + measure.scalars.count
      guard end <= context.plain.count,
        measure.scalars.elementsEqual(context.plain[cursor.index..<end]), context.isBoundary(end)
      else { continue }
      cursor.index = end
      return measure.factor
    }
    return nil
  }

  /// What says a number without one: a dozen, a pair, nửa tá, 半打, 俩.
  private static func fixed(_ context: EntityContext, _ start: Int) -> EntityFinding? {
    var cursor = TextCursor(context, at: start)
    let words = [
      ("半打", 6), ("half a dozen", 6), ("half dozen", 6), ("nua ta", 6), ("a dozen", 12),
      ("a pair", 1), ("a couple of pairs", 2),
    ]
    for (word, count) in words where cursor.skip(word) {
      return accepted(count, start..<cursor.index)
    }
    // 来俩 is two; 你们俩 and 他俩 are people.
    let isTwo = context.scalars[start] == "俩"
    guard isTwo || context.scalars[start] == "仨", context.language != .vietnamese,
      !"们你我他她咱这那".unicodeScalars.contains(context.scalar(start - 1))
    else { return nil }
    return accepted(isTwo ? 2 : 3, start..<start + 1)
  }

  private static func accepted(_ count: Int, _ range: Range<Int>) -> EntityFinding? {
    guard (1...9999).contains(count) else { return nil }
    return EntityFinding(type: "quantity", value: String(count), range: range)
  }
}
