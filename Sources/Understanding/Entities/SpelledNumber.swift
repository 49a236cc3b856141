/// A number taken word by word, in Vietnamese or English, without marks.
///
///     ba triệu tư → 3 400 000      hai mươi lăm → 25      ba trăm rưỡi → 350
///     one hundred and twenty → 120
struct SpelledNumber {
  private var total = 0
  private var section = 0
  private var pending: Int?
  /// The unit just said, for what follows it: tư in `ba triệu tư` is four tenths of a million.
  private var lastUnit = 1
  private var saidZero = false
  private(set) var largestUnit = 1
  private var isEmpty = true

  private static let digits: [String: Int] = [
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6,
    "bay": 7, "tam": 8, "chin": 9, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
  ]
  private static let units: [String: Int] = [
    "chuc": 10, "tram": 100, "nghin": 1000, "ngan": 1000, "trieu": 1_000_000, "ty": 1_000_000_000,
    "ti": 1_000_000_000, "hundred": 100, "thousand": 1000, "million": 1_000_000,
  ]

  /// The words a number can begin with, and `a` as in `a dozen`.
  static let firstWords = Array(digits.keys) + ["muoi", "a", "an"]

  /// Whether `word` goes on with the number.
  mutating func take(_ word: String) -> Bool {
    if let digit = Self.digits[word] { return take(digit: digit) }
    if let unit = Self.units[word] { return take(unit: unit) }
    switch word {
    case "muoi": return takeTen()
    case "ruoi":
      guard !isEmpty, pending == nil, lastUnit > 1 else { return false }
      if lastUnit >= 1000 { total += lastUnit / 2 } else { section += lastUnit / 2 }
      return true
    case "linh", "le", "and":
      guard !isEmpty else { return false }
      saidZero = true
      return true
    default: return false
    }
  }

  private mutating func take(digit: Int) -> Bool {
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
    section += (pending ?? 1) * 10
    (pending, lastUnit, isEmpty) = (nil, 1, false)
    return true
  }

  private mutating func take(unit: Int) -> Bool {
    if isEmpty { return false }
    if unit >= 1000 {
      let product = (section + (pending ?? 0)).multipliedReportingOverflow(by: unit)
      if product.overflow || product.partialValue == 0 { return false }
      let sum = total.addingReportingOverflow(product.partialValue)
      if sum.overflow { return false }
      (total, section) = (sum.partialValue, 0)
    } else {
      section += (pending ?? 1) * unit
    }
    (pending, lastUnit, saidZero) = (nil, unit, false)
    largestUnit = max(largestUnit, unit)
    return true
  }

  var value: Int? {
    if isEmpty { return nil }
    guard let pending else { return total + section }
    let isTenths = lastUnit >= 100 && !saidZero && pending < 10
    return total + section + (isTenths ? pending * (lastUnit / 10) : pending)
  }
}
