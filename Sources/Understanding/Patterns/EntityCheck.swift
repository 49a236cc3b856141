/// A checksum that the codes of a declared entity have.
///
/// What looks like such a code and does not
/// sum up is none: a slip of the finger is asked for again instead of looked up.
package enum EntityCheck: String, CaseIterable, Hashable, Sendable {
  /// Cards, and much else: the last digit makes the sum a multiple of ten.
  case luhn
  /// 统一社会信用代码, GB 32100: 18 digits and letters.
  case chineseCreditCode = "cn_credit_code"
  /// 居民身份证号, GB 11643: 17 digits and a digit or X.
  case chineseIdentityNumber = "cn_id"
  /// 統一編號: 8 digits.
  case taiwaneseTaxNumber = "tw_tax_number"
  /// Mã số thuế: 10 digits, or with a branch of 3 more.
  case vietnameseTaxNumber = "vn_tax_number"

  /// Whether `code`, in which only letters and digits count, sums up.
  package func holds(for code: String) -> Bool {
    let symbols = code.unicodeScalars.compactMap(Self.value)
    let digits = symbols.filter { $0 < 10 }
    switch self {
    case .luhn: return symbols.count == digits.count && Self.isLuhn(digits)
    case .chineseCreditCode: return Self.isCreditCode(code)
    case .chineseIdentityNumber: return Self.isIdentityNumber(symbols)
    case .taiwaneseTaxNumber:
      return symbols.count == digits.count && Self.isTaiwaneseTaxNumber(digits)
    case .vietnameseTaxNumber:
      return symbols.count == digits.count && Self.isVietnameseTaxNumber(digits)
    }
  }

  /// 0…9 for digits, 10…35 for letters.
  private static func value(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "0"..."9": Int(scalar.value) - 0x30
    case "A"..."Z": Int(scalar.value) - 0x41 + 10
    case "a"..."z": Int(scalar.value) - 0x61 + 10
    default: nil
    }
  }

  private static func isLuhn(_ digits: [Int]) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, place in
      let double = place.offset % 2 == 1 ? place.element * 2 : place.element
      return sum + (double > 9 ? double - 9 : double)
    }
    return digits.count >= 2 && sum % 10 == 0
  }

  private static let creditCodeLetters = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")

  private static func isCreditCode(_ code: String) -> Bool {
    let values = code.uppercased().filter { $0.isLetter || $0.isNumber }.map {
      creditCodeLetters.firstIndex(of: $0)
    }
    guard values.count == 18, let check = values[17] else { return false }
    var (sum, weight) = (0, 1)
    for value in values.prefix(17) {
      guard let value else { return false }
      sum += value * weight
      weight = weight * 3 % 31
    }
    return (31 - sum % 31) % 31 == check
  }

  private static func isIdentityNumber(_ symbols: [Int]) -> Bool {
    // X (33) as the last stands for ten.
    guard symbols.count == 18, symbols.dropLast().allSatisfy({ $0 < 10 }),
      symbols[17] < 10 || symbols[17] == 33
    else { return false }
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(symbols, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return (12 - sum % 11) % 11 == (symbols[17] == 33 ? 10 : symbols[17])
  }

  private static func isTaiwaneseTaxNumber(_ digits: [Int]) -> Bool {
    guard digits.count == 8 else { return false }
    let sum = zip(digits, [1, 2, 1, 2, 1, 2, 4, 1]).reduce(0) { sum, place in
      let product = place.0 * place.1
      return sum + product / 10 + product % 10
    }
    // A 7 in the seventh place counts 0 or 1; since 2023 a multiple of five suffices.
    return sum % 5 == 0 || (digits[6] == 7 && (sum + 1) % 5 == 0)
  }

  private static func isVietnameseTaxNumber(_ digits: [Int]) -> Bool {
    guard digits.count == 10 || digits.count == 13 else { return false }
    let sum = zip(digits, [31, 29, 23, 19, 17, 13, 7, 5, 3]).reduce(0) { $0 + $1.0 * $1.1 }
    return 10 - sum % 11 == digits[9]
  }
}
