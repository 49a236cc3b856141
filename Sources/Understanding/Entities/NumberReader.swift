/// Reads the number that begins at a place: digits, or words in Chinese, Vietnamese and English.
///
///     1,200   12.000   三百二十   两万五   8tr6   ba triệu tư   three hundred   350k
struct NumberReader {
  struct Number: Equatable {
    var amount: Amount
    var end: Int
    /// Written with a unit such as k, 万 or triệu, or with separated thousands: surely no code.
    var isScaled = false
    /// Written in words.
    var isWord = false
    /// The largest unit was a hundred or ten, as in `ba trăm rưỡi`.
    var isBelowThousand = false
    /// What a unit behind the figures multiplied them by.
    var factor = 1
  }

  let context: EntityContext

  /// The number that begins at `start`; half a dozen recognisers ask, and it is read once.
  func number(at start: Int) -> Number? {
    guard start < context.scalars.count, context.isBoundary(start) else { return nil }
    context.steps += 1
    if context.numbers.isEmpty {
      context.numbers = Array(repeating: nil, count: context.scalars.count)
    }
    if let known = context.numbers[start] { return known }
    let number = read(at: start)
    context.numbers[start] = .some(number)
    return number
  }

  private func read(at start: Int) -> Number? {
    if context.isDigit(start) { return digits(at: start).flatMap(scaled) }
    if context.isHan(start), let chinese = ChineseNumeral.parse(context.scalars, from: start) {
      context.steps += chinese.end - start
      guard chinese.value <= Amount.largest.hundredths / 100 else { return nil }
      // 万一 and 千万 are words of their own; only with a digit before it a unit makes a sum.
      let hasUnit =
        ChineseNumeral.digit(context.scalars[start]) != nil
        && context.scalars[start..<chinese.end].contains { (ChineseNumeral.unit($0) ?? 0) >= 100 }
      var number = Number(
        amount: Amount(chinese.value), end: chinese.end, isScaled: hasUnit, isWord: true)
      if let last = ChineseNumeral.unit(context.scalars[chinese.end - 1]), last >= 1000, hasUnit,
        context.scalar(chinese.end) == "半"
      {
        number.amount.hundredths += last * 50
        number.end += 1
      }
      return number
    }
    return words(at: start)
  }

  // MARK: Digits

  /// `1200`, `1,200.50`, `1.200.000`; nil for more digits than an amount has.
  func digits(at start: Int) -> Number? {
    var (whole, index) = (0, start)
    while context.isDigit(index), index - start < 13 {
      whole = whole * 10 + digit(index)
      index += 1
    }
    context.steps += index - start
    if context.isDigit(index) { return nil }
    var result = Number(amount: Amount(whole), end: index)
    if index - start <= 3, let grouped = groups(whole, at: index) {
      (whole, index) = grouped
      result = Number(amount: Amount(whole), end: index, isScaled: true)
    }
    // A decimal part of one or two digits.
    guard index + 1 < context.scalars.count, isPoint(index), context.isDigit(index + 1) else {
      return result
    }
    let second = context.isDigit(index + 2)
    if second && context.isDigit(index + 3) { return result }
    result.amount.hundredths += digit(index + 1) * 10 + (second ? digit(index + 2) : 0)
    result.end = index + (second ? 3 : 2)
    return result
  }

  private func groups(_ head: Int, at start: Int) -> (Int, Int)? {
    guard start < context.scalars.count, isPoint(start) else { return nil }
    let separator = context.scalars[start]
    var (whole, index, count) = (head, start, 0)
    while index + 3 < context.scalars.count, context.scalars[index] == separator,
      (1...3).allSatisfy({ context.isDigit(index + $0) }), !context.isDigit(index + 4), count < 4
    {
      for i in 1...3 { whole = whole * 10 + digit(index + i) }
      index += 4
      count += 1
    }
    // 1.500 is fifteen hundred in Vietnam and one and a half elsewhere.
    if count == 1, separator == ".", context.language != .vietnamese { return nil }
    return count > 0 ? (whole, index) : nil
  }

  private func isPoint(_ index: Int) -> Bool {
    context.scalars[index] == "." || context.scalars[index] == ","
  }

  private func digit(_ index: Int) -> Int { Int(context.scalars[index].value) - 0x30 }

  // MARK: Units

  private struct Unit {
    let name: String
    let factor: Int
    /// Latin letters end a word, Chinese ones may be followed by anything.
    let isLatin: Bool

    init(_ name: String, _ factor: Int) {
      self.name = name
      self.factor = factor
      isLatin = name.utf8.allSatisfy { $0 < 0x80 }
    }
  }

  /// Longer ones before their beginnings; củ, a word of the street, is a million.
  private static let units: [Unit] = [
    Unit("trieu", 1_000_000), Unit("tr", 1_000_000), Unit("nghin", 1000), Unit("ngan", 1000),
    Unit("ty", 1_000_000_000), Unit("ti", 1_000_000_000), Unit("k", 1000), Unit("w", 10_000),
    Unit("万", 10_000), Unit("千", 1000), Unit("百", 100), Unit("thousand", 1000),
    Unit("million", 1_000_000), Unit("hundred", 100), Unit("tram", 100), Unit("chuc", 10),
    Unit("cu", 1_000_000),
  ]

  /// The number with its unit, and what comes after the unit: 8tr6, 2万5, 3 triệu rưỡi,
  /// 5 trăm nghìn, 1 triệu 250k.
  private func scaled(_ number: Number) -> Number? {
    guard let (factor, end) = unit(after: number.end), let amount = number.amount * factor else {
      return number
    }
    var result = Number(
      amount: amount, end: end, isScaled: true, isBelowThousand: factor < 1000, factor: factor)
    if factor < 1000, let (more, end) = unit(after: end), more > factor {
      guard let amount = amount * more else { return nil }
      (result.amount, result.end, result.isBelowThousand) = (amount, end, false)
      result.factor *= more
    } else if let tail = tail(of: factor, at: end) {
      result.amount.hundredths += tail.hundredths
      result.end = tail.end
    } else if factor >= 1_000_000, let rest = rest(below: factor, at: end) {
      result.amount.hundredths += rest.amount.hundredths
      result.end = rest.end
    }
    return result
  }

  private func unit(after end: Int) -> (factor: Int, end: Int)? {
    let isApart = context.scalar(end) == " "
    let index = isApart ? end + 1 : end
    guard index < context.scalars.count else { return nil }
    for unit in Self.units {
      guard let stop = skip(unit.name, at: index) else { continue }
      if unit.isLatin, context.isLetter(stop) { continue }
      // 5 k, 3 w: letters that stand apart are something else, and "2 cu" is old, not củ.
      if unit.isLatin, unit.name.utf8.count == 1, isApart { continue }
      if unit.name == "cu", context.scalars[index + 1] != "ủ" { continue }
      return (unit.factor, stop)
    }
    return nil
  }

  /// 1 triệu 250k, 2 triệu 5 trăm nghìn, and 1 triệu 2 where nothing is counted behind it.
  private func rest(below factor: Int, at start: Int) -> Number? {
    guard context.scalar(start) == " ", context.isDigit(start + 1),
      let rest = digits(at: start + 1).flatMap(scaled)
    else { return nil }
    if rest.isScaled { return rest.amount.hundredths < factor * 100 ? rest : nil }
    let places = rest.end - start - 1
    let isLast = context.scalar(rest.end) != " " || !context.isLetter(rest.end + 1)
    guard isLast, places <= 3, !context.isLetter(rest.end), rest.amount.hundredths % 100 == 0 else {
      return nil
    }
    let divisor = [1, 10, 100, 1000][places]
    var result = rest
    result.amount.hundredths = factor / divisor * rest.amount.hundredths
    return result
  }

  /// `6` in 8tr6 is six tenths of the unit, `rưỡi` and 半 half of it.
  private func tail(of factor: Int, at start: Int) -> (hundredths: Int, end: Int)? {
    if context.isDigit(start) {
      var (value, places, index) = (0, 1, start)
      while context.isDigit(index), index - start < 3 {
        value = value * 10 + digit(index)
        places *= 10
        index += 1
      }
      if context.isDigit(index) { return nil }
      // 1万2千: the lower unit may be said.
      if places == 10, factor == 10_000, context.scalar(index) == "千" { index += 1 }
      // 1tr250k
      if factor == 1_000_000, context.scalar(index) == "k" {
        return context.isLetter(index + 1) ? nil : (value * 100_000, index + 1)
      }
      return (factor * 100 / places * value, index)
    }
    if let digit = ChineseNumeral.digit(context.scalar(start)) {
      return (factor * 10 * digit, start + 1)
    }
    let next = context.scalar(start) == " " ? start + 1 : start
    for half in ["ruoi", "半"] {
      if let end = skip(half, at: next), !context.isLetter(end) { return (factor * 50, end) }
    }
    if let end = skip("tu", at: next), next > start, !context.isLetter(end) {
      return (factor * 40, end)
    }
    return nil
  }

  private func skip(_ word: String, at index: Int) -> Int? {
    var index = index
    for scalar in word.unicodeScalars {
      guard index < context.plain.count, context.plain[index] == scalar else { return nil }
      index += 1
    }
    return index
  }

  // MARK: Words

  private func words(at start: Int) -> Number? {
    guard context.isLetter(start) else { return nil }
    var spelled = SpelledNumber()
    var best: Number?
    var index = start
    for _ in 0..<12 {
      guard let word = TextCursor(context, at: index).word(), spelled.take(word) else { break }
      let end = index + word.utf8.count
      // "two and five": the and belongs to no number.
      if let value = spelled.value, value <= Amount.largest.hundredths / 100,
        word != "and", word != "linh", word != "le"
      {
        best = Number(
          amount: Amount(value), end: end, isScaled: spelled.largestUnit >= 100, isWord: true,
          isBelowThousand: spelled.largestUnit < 1000)
      }
      guard context.scalar(end) == " " || context.scalar(end) == "-" else { break }
      index = end + 1
    }
    return best
  }
}
