/// Sizes of clothes and shoes: XL, 3XL, M码, size 38, cỡ M, 37码半.
///
/// XXL is 2XL. A single letter or a number needs a word beside it that says it is a size, or the
/// question.
enum SizeRecognizer {
  static func findings(in context: EntityContext) -> [EntityFinding] {
    var findings: [EntityFinding] = []
    for index in context.scalars.indices
    where mayBegin(context.scalars[index]) && context.isBoundary(index) {
      var end = index + 1
      // Digits and letters of one word; a decimal half as in 38.5.
      while end < context.scalars.count, end - index < 8,
        context.isWordLike(end)
          || (context.scalars[end] == "." && context.isDigit(end - 1) && context.isDigit(end + 1))
      { end += 1 }
      context.steps += end - index
      if context.isBoundary(end), let finding = finding(context, index..<end) {
        findings.append(finding)
      } else if let finding = spelled(context, index) {
        findings.append(finding)
      }
    }
    return findings
  }

  private static func mayBegin(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "s", "m", "l", "x", "e", "1"..."9", "大", "中", "小", "加": true
    default: false
    }
  }

  private static func finding(_ context: EntityContext, _ range: Range<Int>) -> EntityFinding? {
    guard let (value, isPlain) = size(context, range) else { return nil }
    var after = TextCursor(context, at: range.upperBound)
    after.skipSpaces()
    var hasUnit = after.skip("码")
    if !hasUnit, after.skip("号") {
      hasUnit = !"楼店线门仓柜链".unicodeScalars.contains(context.scalar(after.index))
    }
    let isSaid =
      hasUnit || context.expected == "size" || context.follows(.size, at: range.lowerBound)
    // 120码 is a child's size, a bare 120 anything.
    if value.utf8.count == 3, value.utf8.allSatisfy({ $0 < 0x3A }), !hasUnit { return nil }
    guard isPlain || isSaid else { return nil }
    if hasUnit, context.isDigit(range.lowerBound), after.skip("半") {
      return EntityFinding(
        type: "size", value: value + ".5", range: range.lowerBound..<after.index)
    }
    return EntityFinding(
      type: "size", value: value,
      range: range.lowerBound..<(hasUnit ? after.index : range.upperBound))
  }

  /// small, medium, extra large, where a size is meant; 中号.
  private static func spelled(_ context: EntityContext, _ start: Int) -> EntityFinding? {
    var cursor = TextCursor(context, at: start)
    for (word, value) in [("加大号", "XL"), ("大号", "L"), ("中号", "M"), ("小号", "S")]
    where cursor.skip(word) {
      return EntityFinding(type: "size", value: value, range: start..<cursor.index)
    }
    guard context.expected == "size" || context.follows(.size, at: start) else { return nil }
    let words = [
      ("extra large", "XL"), ("extra small", "XS"), ("x-large", "XL"), ("x large", "XL"),
      ("small", "S"), ("medium", "M"), ("large", "L"),
    ]
    for (word, value) in words where cursor.skip(word) {
      return EntityFinding(type: "size", value: value, range: start..<cursor.index)
    }
    return nil
  }

  /// The size in upper case, and whether it can be nothing else.
  private static func size(
    _ context: EntityContext, _ range: Range<Int>
  ) -> (value: String, isPlain: Bool)? {
    let scalars = context.scalars[range]
    let (first, last) = (scalars[range.lowerBound], scalars[range.upperBound - 1])
    let xs = scalars.prefix { $0 == "x" }.count
    if last == "l" || last == "s" {
      let letter = last == "l" ? "L" : "S"
      switch (range.count, xs) {
      case (1, 0): return (letter, false)
      case (2, 1): return ("X" + letter, true)
      case (3...7, range.count - 1): return ("\(xs)X\(letter)", true)
      case (3, 0) where "2"..."9" ~= first && scalars[range.lowerBound + 1] == "x":
        return ("\(first)X\(letter)", true)
      case (2, 0) where last == "l" && "2"..."9" ~= first: return ("\(first)XL", false)
      default: return nil
      }
    }
    if range.count == 1, last == "m" { return ("M", false) }
    // Shoes and trousers, and children's sizes.
    guard "1"..."9" ~= first, range.count <= 4 else { return nil }
    let word = context.string(range)
    if let number = Int(word), (20...60).contains(number) || (80...180).contains(number) {
      return (word, false)
    }
    if range.count == 4, word.hasSuffix(".5"), let number = Double(word), number < 60 {
      return (word, false)
    }
    return nil
  }
}
