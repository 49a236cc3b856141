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
  }

  let context: EntityContext

  func number(at start: Int) -> Number? {
    guard start < context.scalars.count, context.isBoundary(start) else { return nil }
    if context.isDigit(start) { return digits(at: start).flatMap(scaled) }
    if let chinese = ChineseNumeral.parse(context.scalars, from: start) {
      guard chinese.value <= Amount.largest.hundredths / 100 else { return nil }
      let hasUnit = context.scalars[start..<chinese.end].contains {
        (ChineseNumeral.unit($0) ?? 0) >= 100
      }
      return Number(
        amount: Amount(chinese.value), end: chinese.end, isScaled: hasUnit, isWord: true)
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

  private static let units: [(String, Int)] = [
    ("trieu", 1_000_000), ("tr", 1_000_000), ("nghin", 1000), ("ngan", 1000), ("ty", 1_000_000_000),
    ("ti", 1_000_000_000), ("k", 1000), ("w", 10_000), ("万", 10_000), ("千", 1000), ("百", 100),
    ("thousand", 1000), ("million", 1_000_000), ("hundred", 100), ("tram", 100), ("chuc", 10),
  ].map { ($0.0, $0.1) }

  /// The number with its unit, and what comes after the unit: 8tr6, 2万5, 3 triệu rưỡi.
  private func scaled(_ number: Number) -> Number? {
    var index = number.end
    if index < context.scalars.count, context.scalars[index] == " " { index += 1 }
    for (name, factor) in Self.units {
      guard let end = skip(name, at: index) else { continue }
      let isLatin = name.unicodeScalars.first.map { "a"..."z" ~= $0 } ?? false
      if isLatin, context.isLetter(end) { continue }
      // 5 k, 3 w: letters that stand apart are something else.
      if name.unicodeScalars.count == 1, isLatin, index > number.end { continue }
      guard var amount = number.amount * factor else { return nil }
      var last = end
      if let tail = tail(of: factor, at: end) {
        amount.hundredths += tail.hundredths
        last = tail.end
      }
      return Number(
        amount: amount, end: last, isScaled: true, isBelowThousand: factor < 1000)
    }
    return number
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
      return (factor * 100 / places * value, index)
    }
    if let digit = context.scalars.indices.contains(start)
      ? ChineseNumeral.digit(context.scalars[start]) : nil
    {
      return (factor * 10 * digit, start + 1)
    }
    let next = start < context.scalars.count && context.scalars[start] == " " ? start + 1 : start
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
    var (index, end) = (start, start)
    for _ in 0..<12 {
      var stop = index
      while context.isLetter(stop) { stop += 1 }
      guard stop > index, stop - index < 12,
        spelled.take(String(String.UnicodeScalarView(context.plain[index..<stop])))
      else { break }
      end = stop
      guard stop + 1 < context.scalars.count,
        context.scalars[stop] == " " || context.scalars[stop] == "-"
      else { break }
      index = stop + 1
    }
    guard end > start, let value = spelled.value, value <= Amount.largest.hundredths / 100 else {
      return nil
    }
    return Number(
      amount: Amount(value), end: end, isScaled: spelled.largestUnit >= 100, isWord: true,
      isBelowThousand: spelled.largestUnit < 1000)
  }
}
