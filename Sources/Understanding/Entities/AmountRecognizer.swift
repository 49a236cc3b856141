/// Sums of money: `320 CNY` where the currency is stated, `12000` where it is not.
///
/// Without a currency a number counts where a unit (350k, 8tr6, 3万), a word such as giá or
/// price, or the question makes it one, or where it is too large for anything else.
enum AmountRecognizer {
  static func findings(in context: EntityContext) -> [EntityFinding] {
    let reader = NumberReader(context: context)
    var findings: [EntityFinding] = []
    var free = 0
    for start in context.numberStarts where start >= free {
      guard let sum = sum(in: context, reader, at: start) else { continue }
      if let low = lowerEnd(of: sum, in: context, from: free) { findings.append(low.finding) }
      findings.append(sum.finding)
      free = sum.range.upperBound
    }
    return findings
  }

  private struct Sum {
    var amount: Amount
    var currency: String?
    var range: Range<Int>
    /// Where its figures begin, behind a currency.
    var numberStart: Int
    var factor = 1

    var finding: EntityFinding {
      EntityFinding(
        type: "amount", value: currency.map { "\(amount.text) \($0)" } ?? amount.text, range: range)
    }
  }

  private static func sum(
    in context: EntityContext, _ reader: NumberReader, at start: Int
  ) -> Sum? {
    let prefix = context.isDigit(start) ? Currency.prefix(context, before: start) : nil
    guard prefix != nil || context.isBoundary(start),
      var number = reader.number(at: start) ?? (prefix == nil ? nil : reader.digits(at: start))
    else { return nil }
    var currency = prefix?.code
    if let suffix = Currency.suffix(context, after: number.end) {
      // NT$300元: the first says which.
      currency = currency ?? suffix.code
      let unit = context.scalar(suffix.end - 1)
      if suffix.hundredths < 100 {
        number.amount.hundredths = number.amount.hundredths * suffix.hundredths / 100
      }
      number.end = suffix.end
      if "块元圆".unicodeScalars.contains(unit) { takeFraction(&number, context) }
    }
    guard ends(number, context),
      isApart(start, context) || currency != nil || number.isScaled,
      let amount = meant(number, currency, context, at: start)
    else { return nil }
    return Sum(
      amount: amount, currency: currency, range: (prefix?.start ?? start)..<number.end,
      numberStart: start, factor: number.factor)
  }

  /// 三块五, 3块5毛, 3元5角 and 三块半: the tenths behind the unit belong to the sum.
  private static func takeFraction(_ number: inout NumberReader.Number, _ context: EntityContext) {
    let index = number.end
    if context.scalar(index) == "半" {
      number.amount.hundredths += 50
      number.end = index + 1
      return
    }
    let scalar = context.scalar(index)
    let digit =
      context.isDigit(index) ? Int(scalar.value) - 0x30 : ChineseNumeral.digit(scalar)
    let next = context.scalar(index + 1)
    guard let digit, !context.isDigit(index + 1), !ChineseNumeral.isNumeral(next) else { return }
    let saysTenths = next == "毛" || next == "角"
    // 3块5件: the 5 counts something else.
    guard saysTenths || !context.isHan(index + 1) || context.scalar(index - 1) == "块" else {
      return
    }
    number.amount.hundredths += digit * 10
    number.end = saysTenths ? index + 2 : index + 1
  }

  /// Whether no sign before the number makes it part of something: #123, 2026-11, 12:30.
  private static func isApart(_ start: Int, _ context: EntityContext) -> Bool {
    guard context.isDigit(start), start > 0 else { return true }
    let before = context.scalar(start - 1)
    if before == "#" { return false }
    return !"-/:.,~".unicodeScalars.contains(before) || start < 2 || !context.isWordLike(start - 2)
  }

  /// Whether nothing behind the number makes it something else: 12/11, 12:30, 50%, 12-13.
  private static func ends(_ number: NumberReader.Number, _ context: EntityContext) -> Bool {
    guard number.end < context.scalars.count else { return true }
    let next = context.scalars[number.end]
    if next == "%" || context.isDigit(number.end) { return false }
    if "/:-.".unicodeScalars.contains(next), context.isDigit(number.end + 1) { return false }
    return context.isBoundary(number.end)
  }

  private static func meant(
    _ number: NumberReader.Number, _ currency: String?, _ context: EntityContext, at start: Int
  ) -> Amount? {
    if currency != nil { return number.amount.hundredths > 0 ? number.amount : nil }
    let isCued = context.expected == "amount" || context.follows(.price, at: start)
    // ba trăm rưỡi, said as a price, leaves out the thousand.
    let isVietnamesePrice = context.language == .vietnamese && number.isBelowThousand
    if isVietnamesePrice, number.isScaled || (number.isWord && isCued) {
      return number.amount * 1000
    }
    if number.isScaled || isCued {
      return number.isWord && !number.isScaled && !isCued ? nil : number.amount
    }
    let value = number.amount.hundredths / 100
    guard !number.isWord, value >= 1000, value < 10_000_000, !(1900...2100).contains(value) else {
      return nil
    }
    return context.follows(.order, at: start) || context.follows(.phone, at: start)
      ? nil : number.amount
  }

  /// `200` in 200-300元, 200到300元, 200~300k: what is said of the upper end holds for both.
  private static func lowerEnd(
    of sum: Sum, in context: EntityContext, from free: Int
  ) -> Sum? {
    let end = sum.range.lowerBound - 1
    guard sum.range.lowerBound == sum.numberStart, sum.currency != nil || sum.factor > 1,
      end > 0, "-~到至".unicodeScalars.contains(context.scalar(end))
    else { return nil }
    var start = end
    while start > free, context.isDigit(start - 1), end - start < 8 { start -= 1 }
    context.steps += end - start
    guard start < end, context.isBoundary(start), isApart(start, context),
      let number = NumberReader(context: context).digits(at: start), number.end == end,
      let amount = number.amount * sum.factor, amount.hundredths < sum.amount.hundredths
    else { return nil }
    return Sum(
      amount: amount, currency: sum.currency, range: start..<end, numberStart: start)
  }
}
