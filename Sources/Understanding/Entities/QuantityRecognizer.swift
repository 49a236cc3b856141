/// How many: 3件, hai đôi, two pairs, x2.
///
/// A dozen is 12, a pair of socks 1. A bare number counts only where a quantity was asked for.
enum QuantityRecognizer {
  /// Measure words, without marks, and how many one of them is.
  private static let measures: [(String, Int)] = [
    ("打", 12), ("件", 1), ("个", 1), ("双", 1), ("条", 1), ("套", 1), ("箱", 1), ("盒", 1), ("瓶", 1),
    ("包", 1), ("份", 1), ("支", 1), ("只", 1), ("张", 1), ("台", 1), ("袋", 1), ("罐", 1), ("把", 1),
    ("顶", 1), ("对", 1), ("本", 1), ("ta", 12), ("san pham", 1), ("sp", 1), ("cai", 1), ("chiec", 1),
    ("doi", 1), ("bo", 1), ("hop", 1), ("thung", 1), ("chai", 1), ("goi", 1), ("cap", 1), ("lo", 1),
    ("mon", 1), ("quyen", 1), ("cuon", 1), ("tui", 1), ("dozen", 12), ("dozens", 12), ("pairs", 1),
    ("pair", 1), ("pieces", 1), ("piece", 1), ("pcs", 1), ("pc", 1), ("items", 1), ("item", 1),
    ("units", 1), ("boxes", 1), ("box", 1), ("bottles", 1), ("bottle", 1), ("packs", 1),
    ("pack", 1),
    ("sets", 1), ("set", 1), ("bags", 1), ("bag", 1), ("copies", 1),
  ]

  static func findings(in context: EntityContext) -> [EntityFinding] {
    let reader = NumberReader(context: context)
    var findings: [EntityFinding] = []
    var index = 0
    while index < context.scalars.count {
      guard context.mayBeNumber(index) || context.scalars[index] == "x", context.isBoundary(index),
        let finding = times(context, index) ?? finding(context, reader, index)
      else {
        index += 1
        while context.isDigit(index), context.isDigit(index - 1) { index += 1 }
        continue
      }
      findings.append(finding)
      index = finding.range.upperBound
    }
    return findings
  }

  /// x2, 2x, ×2.
  private static func times(_ context: EntityContext, _ start: Int) -> EntityFinding? {
    var cursor = TextCursor(context, at: start)
    let isBefore = cursor.skip("x", whole: false)
    guard let count = cursor.number(upTo: 3), count > 0 else { return nil }
    if !isBefore, !cursor.skip("x", whole: false) { return nil }
    guard context.isBoundary(cursor.index) else { return nil }
    return EntityFinding(type: "quantity", value: String(count), range: start..<cursor.index)
  }

  private static func finding(
    _ context: EntityContext, _ reader: NumberReader, _ start: Int
  ) -> EntityFinding? {
    if start > 0, "#-/.:第¥$".unicodeScalars.contains(context.scalars[start - 1]) { return nil }
    var cursor = TextCursor(context, at: start)
    let count: Int
    if let number = reader.number(at: start) {
      guard number.amount.hundredths % 100 == 0 else { return nil }
      count = number.amount.hundredths / 100
      cursor.index = number.end
    } else if cursor.skip("a") {
      // "a dozen", "a pair"; "a box" is not about how many.
      count = 1
      cursor.skipSpaces()
      guard cursor.skip("dozen") || cursor.skip("pair") else { return nil }
      cursor.index = start + 1
    } else {
      return nil
    }
    let end = cursor.index
    cursor.skipSpaces()
    for (name, factor) in measures where cursor.skip(name) {
      // 一个月, 两个星期: a span of time; 三条龙 and the like do no harm.
      if name == "个", cursor.skip(anyOf: ["月", "星期", "礼拜", "小时"]) { return nil }
      return accepted(count * factor, start..<cursor.index)
    }
    guard context.expected == "quantity", context.isBoundary(end) else { return nil }
    return accepted(count, start..<end)
  }

  private static func accepted(_ count: Int, _ range: Range<Int>) -> EntityFinding? {
    guard (1...9999).contains(count) else { return nil }
    return EntityFinding(type: "quantity", value: String(count), range: range)
  }
}
