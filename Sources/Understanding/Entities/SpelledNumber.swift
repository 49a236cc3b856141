/// A number taken word by word, in Vietnamese or English, without marks.
///
///     ba triệu tư → 3 400 000      hai mươi lăm → 25      ba trăm rưỡi → 350
///     triệu rưỡi → 1 500 000       nửa triệu → 500 000    one hundred and twenty → 120
struct SpelledNumber {
  private var total = 0
  private var section = 0
  private var pending: Int?
  /// The unit just said, for what follows it: tư in `ba triệu tư` is four tenths of a million.
  private var lastUnit = 1
  private var saidZero = false
  private(set) var largestUnit = 1
  private var isEmpty = true
  /// nửa, half: of the unit that follows.
  private var isHalf = false
  /// What has been said is a number only with a word that is still to come.
  private var isUnfinished = false

  private static let digits: [String: Int] = [
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5,
    "sau": 6, "bay": 7, "tam": 8, "chin": 9, "zero": 0, "one": 1, "two": 2, "three": 3,
    "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
  ]
  private static let units: [String: Int] = [
    "chuc": 10, "tram": 100, "nghin": 1000, "ngan": 1000, "trieu": 1_000_000, "ty": 1_000_000_000,
    "ti": 1_000_000_000, "hundred": 100, "thousand": 1000, "million": 1_000_000,
  ]

  /// What a number can begin with, or what stands for one, as in `a dozen` and 半打; `a` alone is
  /// in every second sentence.
  static let firstWords =
    Array(digits.keys)
    + ["muoi", "half", "nua", "tram ruoi", "trieu ruoi", "ty ruoi", "nghin ruoi", "半打", "半个月"]
    + [
      "dozen", "pair", "couple", "hundred", "thousand", "million", "day", "week", "month", "year",
      "fortnight",
    ].map { "a " + $0 }

  /// Whether `word` goes on with the number.
  mutating func take(_ word: String) -> Bool {
    if let digit = Self.digits[word] { return take(digit: digit) }
    if let unit = Self.units[word] { return take(unit: unit) }
    switch word {
    case "muoi": return isUnfinished ? false : takeTen()
    case "ruoi": return takeHalf()
    case "nua", "half":
      guard isEmpty, !isHalf else { return false }
      (isHalf, isUnfinished) = (true, true)
      return true
    case "a", "an":
      guard isEmpty, pending == nil else { return false }
      (pending, isUnfinished) = (1, true)
      return true
    case "linh", "le", "and":
      guard !isEmpty, !isUnfinished, pending == nil, lastUnit >= 100 else { return false }
      saidZero = true
      return true
    default: return false
    }
  }

  private mutating func takeHalf() -> Bool {
    guard !isEmpty, pending == nil, lastUnit > 1 else { return false }
    if lastUnit >= 1000 { total += lastUnit / 2 } else { section += lastUnit / 2 }
    isUnfinished = false
    // Nothing can follow a half.
    lastUnit = 1
    return true
  }

  private mutating func take(digit: Int) -> Bool {
    if isUnfinished { return false }
    if let known = pending {
      // twenty five; anything else is two numbers.
      guard known >= 20, known % 10 == 0, digit < 10 else { return false }
      pending = known + digit
    } else {
      pending = digit
    }
    isEmpty = false
    return true
  }

  /// mươi after a digit multiplies it, mười alone is ten.
  private mutating func takeTen() -> Bool {
    if let pending, pending >= 10 { return false }
    section += (pending ?? 1) * 10
    (pending, lastUnit, isEmpty) = (nil, 1, false)
    return true
  }

  private mutating func take(unit: Int) -> Bool {
    if isEmpty, !isUnfinished {
      // triệu rưỡi, trăm rưỡi: one of them, and the half must follow.
      guard unit >= 100 else { return false }
      isUnfinished = true
      (section, total) = unit < 1000 ? (unit, 0) : (0, unit)
    } else if unit >= 1000 {
      let product = (section + (pending ?? 0)).multipliedReportingOverflow(by: unit)
      if product.overflow || product.partialValue == 0, !isHalf { return false }
      let sum = total.addingReportingOverflow(isHalf ? unit / 2 : product.partialValue)
      if sum.overflow { return false }
      (total, section) = (sum.partialValue, 0)
      isUnfinished = false
    } else {
      let times = section > 0 && section < 100 && pending == nil ? section : pending ?? 1
      section = (times == section ? 0 : section) + (isHalf ? unit / 2 : times * unit)
      isUnfinished = false
    }
    (pending, lastUnit, saidZero, isHalf, isEmpty) = (nil, unit, false, false, false)
    largestUnit = max(largestUnit, unit)
    return true
  }

  var value: Int? {
    if isEmpty || isUnfinished { return nil }
    guard let pending else { return total + section }
    let isTenths = lastUnit >= 100 && !saidZero && pending < 10
    return total + section + (isTenths ? pending * (lastUnit / 10) : pending)
  }
}
