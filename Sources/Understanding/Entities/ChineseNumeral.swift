/// Chinese numerals, folded to Simplified: 三百二十, 两万五, 一千零一, 半.
enum ChineseNumeral {
  static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x3007 && (digit(scalar) != nil || unit(scalar) != nil)
  }

  static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "零", "〇": 0
    case "一", "壹": 1
    case "二", "两", "俩", "贰": 2
    case "三", "叁", "仨": 3
    case "四", "肆": 4
    case "五", "伍": 5
    case "六", "陆": 6
    case "七", "柒": 7
    case "八", "捌": 8
    case "九", "玖": 9
    default: nil
    }
  }

  static func unit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "十", "拾": 10
    case "百", "佰": 100
    case "千", "仟": 1000
    case "万": 10_000
    case "亿": 100_000_000
    default: nil
    }
  }

  /// The number that begins at `start`, and where it ends; nil where none does.
  ///
  /// 三百五 is 350 and 两万五 is 25000: a last digit without a unit counts the next lower one.
  static func parse(_ scalars: [Unicode.Scalar], from start: Int) -> (value: Int, end: Int)? {
    var (total, section, pending, lastUnit) = (0, 0, 0, 1)
    var (sawZero, hasPending) = (false, false)
    var index = start
    // Longer than this is no number but somebody leaning on a key.
    while index < scalars.count, index - start < 24 {
      if let digit = digit(scalars[index]) {
        if hasPending, pending != 0 {
          // 一二三: digits read out one by one. 十一二 begins with none: eleven, and then something.
          if Self.digit(scalars[start]) == nil { break }
          return spelled(scalars, from: start)
        }
        if digit == 0 { sawZero = true }
        (pending, hasPending) = (digit, true)
      } else if let unit = unit(scalars[index]) {
        if unit >= 10_000 {
          let multiplied = max(section + pending, total == 0 ? 1 : 0).multipliedReportingOverflow(
            by: unit)
          if multiplied.overflow { return nil }
          total += multiplied.partialValue
          section = 0
        } else {
          section += (hasPending && pending > 0 ? pending : 1) * unit
        }
        (pending, hasPending, lastUnit, sawZero) = (0, false, unit, false)
      } else {
        break
      }
      index += 1
    }
    guard index > start else { return nil }
    if hasPending { section += !sawZero && lastUnit >= 100 ? pending * lastUnit / 10 : pending }
    return (total + section, index)
  }

  private static func spelled(
    _ scalars: [Unicode.Scalar], from start: Int
  ) -> (value: Int, end: Int)? {
    var (value, index) = (0, start)
    while index < scalars.count, index - start < 15, let digit = digit(scalars[index]) {
      value = value * 10 + digit
      index += 1
    }
    return (value, index)
  }
}
