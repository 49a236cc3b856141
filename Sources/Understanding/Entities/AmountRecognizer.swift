/// Sums of money: `320 CNY` where the currency is stated, `12000` where it is not.
///
/// Without a currency a number counts where a unit (350k, 8tr6, 3万), a word such as giá or
/// price, or the question makes it one, or where it is too large for anything else.
enum AmountRecognizer {
  private static let prefixes: [(String, String)] = [
    ("nt$", "TWD"), ("hk$", "HKD"), ("us$", "USD"), ("rmb", "CNY"), ("cny", "CNY"),
    ("usd", "USD"), ("vnd", "VND"), ("twd", "TWD"), ("ntd", "TWD"), ("hkd", "HKD"), ("$", "USD"),
    ("¥", "CNY"), ("€", "EUR"), ("£", "GBP"), ("₫", "VND"), ("人民币", "CNY"), ("台币", "TWD"),
    ("港币", "HKD"),
  ]
  /// Longer ones before their beginnings.
  private static let suffixes: [(String, String)] = [
    ("人民币", "CNY"), ("新台币", "TWD"), ("台币", "TWD"), ("港币", "HKD"), ("港元", "HKD"),
    ("美元", "USD"), ("美金", "USD"), ("越南盾", "VND"), ("欧元", "EUR"), ("块钱", "CNY"),
    ("元", "CNY"), ("块", "CNY"), ("圆", "CNY"), ("rmb", "CNY"), ("cny", "CNY"), ("yuan", "CNY"),
    ("vnd", "VND"), ("dong", "VND"), ("d", "VND"), ("₫", "VND"), ("usd", "USD"),
    ("dollars", "USD"), ("dollar", "USD"), ("bucks", "USD"), ("twd", "TWD"), ("ntd", "TWD"),
    ("hkd", "HKD"), ("euros", "EUR"), ("euro", "EUR"), ("eur", "EUR"), ("€", "EUR"), ("$", "USD"),
  ]

  /// What the prefixes begin with.
  private static let signs = Set("nhurcvt$¥€£₫人台港".unicodeScalars)

  static func findings(in context: EntityContext) -> [EntityFinding] {
    let reader = NumberReader(context: context)
    var findings: [EntityFinding] = []
    var index = 0
    while index < context.scalars.count {
      guard mayBegin(context, index) else {
        index += 1
        continue
      }
      if let finding = finding(in: context, reader, at: index) {
        findings.append(finding)
        index = finding.range.upperBound
      } else {
        // Within a run of digits nothing new begins.
        index += 1
        while context.isDigit(index), context.isDigit(index - 1) { index += 1 }
      }
    }
    return findings
  }

  private static func mayBegin(_ context: EntityContext, _ index: Int) -> Bool {
    guard
      context.mayBeNumber(index) || (context.hasFigures && signs.contains(context.scalars[index]))
    else { return false }
    if index > 0 {
      let before = context.scalars[index - 1]
      if context.isDigit(index), "#-/:.,".unicodeScalars.contains(before), index > 1,
        context.kind(index - 2).isWordLike || before == "#"
      {
        return false
      }
    }
    return context.isBoundary(index)
  }

  private static func finding(
    in context: EntityContext, _ reader: NumberReader, at start: Int
  ) -> EntityFinding? {
    var (index, currency) = (start, String?.none)
    if !context.isDigit(start),
      let (end, code) = match(prefixes, context, at: start)
    {
      (index, currency) = (end, code)
      if index < context.scalars.count, context.scalars[index] == " " { index += 1 }
      guard context.isDigit(index) else { return nil }
    }
    guard var number = currency == nil ? reader.number(at: index) : prefixed(reader, at: index)
    else { return nil }
    if currency == nil, let (end, code) = suffix(context, after: number) {
      currency = code
      number = fraction(number, context, after: end)
    }
    guard ends(number, context), let amount = meant(number, currency, context, at: start) else {
      return nil
    }
    let value = currency.map { "\(amount.text) \($0)" } ?? amount.text
    return EntityFinding(type: "amount", value: value, range: start..<number.end)
  }

  /// `$350k`: after a sign the number need not begin a word.
  private static func prefixed(_ reader: NumberReader, at index: Int) -> NumberReader.Number? {
    reader.number(at: index) ?? reader.digits(at: index)
  }

  private static func suffix(
    _ context: EntityContext, after number: NumberReader.Number
  ) -> (Int, String)? {
    var index = number.end
    let isApart = index < context.scalars.count && context.scalars[index] == " "
    if isApart { index += 1 }
    guard let (end, code) = match(suffixes, context, at: index) else { return nil }
    let name = context.plain[index..<end]
    // "d" only right after digits and where Vietnamese is spoken: 350.000d
    if name.elementsEqual(["d"]),
      isApart || (context.scalars[index] == "d" && context.language != .vietnamese)
    {
      return nil
    }
    return (end, code)
  }

  /// 三块五 is 3.5; the digit belongs to the sum.
  private static func fraction(
    _ number: NumberReader.Number, _ context: EntityContext, after end: Int
  ) -> NumberReader.Number {
    var number = number
    number.end = end
    guard end < context.scalars.count, context.scalars[end - 1] == "块" else { return number }
    let digit =
      context.isDigit(end)
      ? Int(context.scalars[end].value) - 0x30 : ChineseNumeral.digit(context.scalars[end])
    let next = end + 1 < context.scalars.count ? context.scalars[end + 1] : " "
    guard let digit, !("0"..."9" ~= next), !ChineseNumeral.isNumeral(next) else { return number }
    number.amount.hundredths += digit * 10
    number.end = end + 1
    return number
  }

  private static func match(
    _ table: [(String, String)], _ context: EntityContext, at index: Int
  ) -> (Int, String)? {
    for (name, code) in table {
      var end = index
      let fits = name.unicodeScalars.allSatisfy { scalar in
        defer { end += 1 }
        return end < context.plain.count && context.plain[end] == scalar
      }
      guard fits else { continue }
      // đ and € need no space after them, names do.
      if context.isLetter(end - 1), context.isLetter(end) { continue }
      return (end, code)
    }
    return nil
  }

  /// Whether nothing behind the number makes it something else: 12/11, 12:30, 50%, 12-13.
  private static func ends(_ number: NumberReader.Number, _ context: EntityContext) -> Bool {
    guard number.end < context.scalars.count else { return true }
    let next = context.scalars[number.end]
    if next == "%" || context.isDigit(number.end) { return false }
    if "/:-".unicodeScalars.contains(next), context.isDigit(number.end + 1) { return false }
    return context.isBoundary(number.end)
  }

  private static func meant(
    _ number: NumberReader.Number, _ currency: String?, _ context: EntityContext, at start: Int
  ) -> Amount? {
    if currency != nil { return number.amount }
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
    let isYear = (1900...2100).contains(value)
    return !number.isWord && value >= 1000 && value < 10_000_000 && !isYear ? number.amount : nil
  }
}
