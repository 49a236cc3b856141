/// Telephone numbers of China, Taiwan, Hong Kong, Vietnam and the United States, as E.164, and
/// any number written with its `+` and country code.
///
/// Numbers that could be an order's are only taken for a phone's where the text or the question
/// says so: `order 13812345678` is an order, `13812345678` a mobile phone.
enum PhoneRecognizer {
  static func findings(in context: EntityContext) -> [EntityFinding] {
    guard context.digitCount >= 8 else { return [] }
    var findings: [EntityFinding] = []
    var free = 0
    for digits in context.numberStarts where digits >= free && context.isDigit(digits) {
      var start = digits
      while start > free, "+(".unicodeScalars.contains(context.scalars[start - 1]),
        digits - start < 2
      { start -= 1 }
      if context.isLetter(start - 1) || context.isDigit(start - 1) { continue }
      if let finding = finding(in: context, from: start) {
        findings.append(finding)
        free = finding.range.upperBound
      }
    }
    return findings
  }

  /// The longest stretch of digit groups from `start` that is a phone number.
  private static func finding(in context: EntityContext, from start: Int) -> EntityFinding? {
    var digits: [UInt8] = []
    var best: EntityFinding?
    var (index, groups) = (start, 0)
    while "+(".unicodeScalars.contains(context.scalar(index)) { index += 1 }
    let hasPlus = context.scalars[start..<index].contains("+")
    while index < context.scalars.count, digits.count < 16 {
      let scalar = context.scalars[index]
      context.steps += 1
      if "0"..."9" ~= scalar {
        digits.append(UInt8(truncatingIfNeeded: scalar.value - 0x30))
        index += 1
        guard !context.isDigit(index) else { continue }
        groups += 1
        if context.isLetter(index) || isPrice(context, at: index) { continue }
        if let value = number(digits, hasPlus, groups, context, start..<index) {
          best = EntityFinding(type: "phone", value: value, range: start..<index)
        }
        continue
      }
      guard " -.()".unicodeScalars.contains(scalar) else { break }
      // At most two separators in a row, as in `(02) 2345`.
      let isSecond = index > start && !context.isDigit(index - 1)
      if isSecond, !context.isDigit(index + 1) { break }
      index += 1
    }
    return best
  }

  private static func number(
    _ digits: [UInt8], _ hasPlus: Bool, _ groups: Int, _ context: EntityContext,
    _ range: Range<Int>
  ) -> String? {
    guard digits.count >= 8 else { return nil }
    let isAskedFor = context.expected == "phone"
    let isOrder =
      !isAskedFor
      && (context.expected == "order_number" || context.follows(.order, at: range.lowerBound))
    let isCued = isAskedFor || context.follows(.phone, at: range.lowerBound)
    if hasPlus || digits.starts(with: [0, 0]) {
      let full = international(hasPlus ? digits : Array(digits.dropFirst(2)))
      if (8...15).contains(full.count), full[0] != 0 { return "+" + text(full) }
      if hasPlus { return nil }
    }
    if isOrder && !isCued && groups == 1 { return nil }
    // 1-415-555-2671
    if digits.count == 11, digits[0] == 1, groups == 4, digits[1] > 1, digits[4] > 1 {
      return "+" + text(digits)
    }
    if let chinese = chinese(digits) { return chinese }
    if let landline = landline(digits, groups, isCued, context.language) { return landline }
    switch (digits.count, digits.first) {
    case (10, 0): return tenDigits(digits, context.language)
    case (9, 0) where isCued || groups > 1:
      // Landlines of Taiwan outside Taipei.
      return context.language == .vietnamese ? nil : "+886" + text(digits.dropFirst())
    case (8, 2), (8, 3), (8, 5), (8, 6), (8, 9):
      let isHongKong = context.language == .traditionalChinese && groups == 2
      return (isCued || isHongKong) && !isOrder ? "+852" + text(digits) : nil
    case (10, _) where digits[0] > 1 && digits[3] > 1:
      return groups == 3 || isCued ? "+1" + text(digits) : nil
    case (11, 1) where isCued:
      return digits[1] > 1 && digits[4] > 1 ? "+" + text(digits) : nil
    case (11, 8) where digits[1] == 4 && (isCued || context.language == .vietnamese):
      return digits[2] > 2 ? "+" + text(digits) : nil
    case (11, 8) where digits.starts(with: [8, 5, 2]) && (isCued || groups > 1):
      return "+" + text(digits)
    case (12, 8) where digits.starts(with: [8, 8, 6]) && digits[3] > 1 && (isCued || groups > 1):
      return "+" + text(digits)
    default: return nil
    }
  }

  /// 010-88886666, 0755-12345678; 028 3823 4567 in Vietnam.
  private static func landline(
    _ digits: [UInt8], _ groups: Int, _ isCued: Bool, _ language: Language
  ) -> String? {
    guard digits.count == 11 || digits.count == 12, digits[0] == 0, isCued || groups > 1 else {
      return nil
    }
    let rest = text(digits.dropFirst())
    if language == .vietnamese { return digits.count == 11 && digits[1] == 2 ? "+84" + rest : nil }
    return digits[1] == 0 ? nil : "+86" + rest
  }

  /// Whether what looked like a number of a phone is a sum: 13800138000元.
  private static func isPrice(_ context: EntityContext, at end: Int) -> Bool {
    Currency.suffix(context, after: end) != nil
  }

  /// 11 digits from 13 to 19, also behind 86.
  private static func chinese(_ digits: [UInt8]) -> String? {
    if digits.count == 11, digits[0] == 1, digits[1] >= 3 { return "+86" + text(digits) }
    if digits.count == 13, digits.starts(with: [8, 6, 1]), digits[3] >= 3 {
      return "+" + text(digits)
    }
    return nil
  }

  /// 09… is a mobile phone in Taiwan and in Vietnam; the language decides.
  private static func tenDigits(_ digits: [UInt8], _ language: Language) -> String? {
    let isVietnamese = [2, 3, 5, 7, 8, 9].contains(digits[1])
    let isTaiwanese = digits[1] == 9 || (2...8).contains(digits[1])
    let rest = text(digits.dropFirst())
    switch language {
    case .traditionalChinese where isTaiwanese: return "+886" + rest
    case .simplifiedChinese where digits[1] == 9: return "+886" + rest
    default: return isVietnamese ? "+84" + rest : nil
    }
  }

  /// Without the zero that some leave between country code and number, as in +84 (0)91.
  private static func international(_ digits: [UInt8]) -> [UInt8] {
    for code: [UInt8] in [[8, 4], [8, 8, 6], [4, 4]]
    where digits.starts(with: code) && digits.count > code.count && digits[code.count] == 0 {
      return code + digits.dropFirst(code.count + 1)
    }
    return digits
  }

  private static func text(_ digits: some Sequence<UInt8>) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }
}
