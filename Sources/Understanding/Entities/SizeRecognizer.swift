/// Sizes of clothes and shoes: XL, 3XL, M码, size 38, cỡ M.
///
/// XXL is 2XL. A single letter or a number needs a word beside it that says it is a size, or the question.
enum SizeRecognizer {
  static func findings(in context: EntityContext) -> [EntityFinding] {
    var findings: [EntityFinding] = []
    var index = 0
    while index < context.scalars.count {
      guard context.isBoundary(index), context.kind(index).isWordLike else {
        index += 1
        continue
      }
      var end = index + 1
      // Digits and letters of one word; a decimal half as in 38.5.
      while end < context.scalars.count, end - index < 8,
        context.kind(end).isWordLike
          || (context.scalars[end] == "." && context.isDigit(end - 1) && context.isDigit(end + 1))
      { end += 1 }
      if context.isBoundary(end), let finding = finding(context, index..<end) {
        findings.append(finding)
      }
      index = end
      while index < context.scalars.count, !context.isBoundary(index) { index += 1 }
    }
    return findings
  }

  private static func finding(_ context: EntityContext, _ range: Range<Int>) -> EntityFinding? {
    let word = context.string(range)
    guard let (value, isPlain) = size(word) else { return nil }
    var after = TextCursor(context, at: range.upperBound)
    after.skipSpaces()
    let hasUnit = after.skip("码") || (context.isDigit(range.lowerBound) && after.skip("号"))
    let isSaid =
      hasUnit || context.expected == "size" || context.follows(.size, at: range.lowerBound)
    guard isPlain || isSaid else { return nil }
    return EntityFinding(
      type: "size", value: value,
      range: range.lowerBound..<(hasUnit ? after.index : range.upperBound))
  }

  /// The size in upper case, and whether it can be nothing else.
  private static func size(_ word: String) -> (value: String, isPlain: Bool)? {
    switch word {
    case "s", "m", "l": return (word.uppercased(), false)
    case "xs", "xl": return (word.uppercased(), true)
    default: break
    }
    let scalars = Array(word.unicodeScalars)
    if scalars.count >= 3, scalars.count <= 7, let last = scalars.last, last == "l" || last == "s",
      scalars.dropLast().allSatisfy({ $0 == "x" })
    {
      return ("\(scalars.count - 1)X\(last == "l" ? "L" : "S")", true)
    }
    if scalars.count == 3, "2"..."9" ~= scalars[0], scalars[1] == "x", scalars[2] == "l" {
      return (word.uppercased(), true)
    }
    // Shoes and trousers.
    if let number = Double(word), number >= 20, number <= 60,
      scalars.count == 2 || word.hasSuffix(".5")
    {
      return (word, false)
    }
    return nil
  }
}
