/// Height in whole centimetres and weight in whole kilograms: 1米8, 1m65, 175cm, 5'7", 120斤,
/// 60kg, nặng 55, and both at once as 170/60.
enum BodyRecognizer {
  private static let heights = 90...230
  /// People and parcels.
  private static let weights = 1...500
  /// Without a unit only people.
  private static let bodyWeights = 20...250

  static func findings(in context: EntityContext) -> [EntityFinding] {
    var findings: [EntityFinding] = []
    var free = 0
    for index in context.numberStarts where index >= free {
      let found =
        metres(context, index) ?? pair(context, index)
        ?? [height(context, index) ?? weight(context, index)].compactMap { $0 }
      findings += found
      free = found.last?.range.upperBound ?? free
    }
    return findings
  }

  /// 170/60, 170-60, 170 120斤: a height and a weight.
  ///
  /// From 80 on on a Chinese page it is 斤, half a kilogram.
  private static func pair(_ context: EntityContext, _ start: Int) -> [EntityFinding]? {
    var cursor = TextCursor(context, at: start)
    guard context.isBoundary(start), context.isDigit(start), let height = cursor.number(upTo: 3),
      (140...210).contains(height)
    else { return nil }
    if start > 0, "/-#.".unicodeScalars.contains(context.scalars[start - 1]) { return nil }
    _ = cursor.skip("cm")
    let end = cursor.index
    let signs = [" ", ",", "/", "-", "、"].filter { cursor.skip($0, whole: false) }
    guard let sign = signs.first else { return nil }
    cursor.skipSpace()
    let second = cursor.index
    guard var weight = cursor.number(upTo: 3), (35...220).contains(weight) else { return nil }
    let afterNumber = cursor
    cursor.skipSpace()
    if cursor.skip(anyOf: ["kg", "公斤"]) {
    } else if cursor.skip("斤") {
      weight = (weight + 1) / 2
    } else {
      cursor = afterNumber
      // 170 60 without any unit may be anything.
      guard sign == "/" || sign == "-", context.isBoundary(cursor.index),
        !"/-".unicodeScalars.contains(context.scalar(cursor.index))
      else { return nil }
      if context.isChinese, weight >= 80 { weight = (weight + 1) / 2 }
    }
    return [
      EntityFinding(type: "height", value: String(height), range: start..<end),
      EntityFinding(type: "weight", value: String(weight), range: second..<cursor.index),
    ]
  }

  // MARK: Height

  /// m65 and mét bảy, said of a height: one metre and so much.
  private static func metres(_ context: EntityContext, _ start: Int) -> [EntityFinding]? {
    var first = start - 1
    if context.scalar(first) == "m", context.isDigit(start) {
    } else if context.scalar(first) == " ", first >= 3,
      context.plain[first - 3..<first].elementsEqual("met".unicodeScalars)
    {
      first -= 3
    } else {
      return nil
    }
    guard context.isBoundary(first), context.follows(.height, at: first) else { return nil }
    var cursor = TextCursor(context, at: start)
    guard let tail = decimals(&cursor) ?? spelledTail(&cursor), context.isBoundary(cursor.index)
    else { return nil }
    return [
      EntityFinding(type: "height", value: String(100 + tail), range: first..<cursor.index)
    ]
  }

  private static func height(_ context: EntityContext, _ start: Int) -> EntityFinding? {
    guard context.isBoundary(start) else { return nil }
    var cursor = TextCursor(context, at: start)
    guard let whole = cursor.number(upTo: 3, words: true) ?? cursor.spelledNumber(below: 250) else {
      return nil
    }
    guard
      let centimetres = metric(&cursor, whole) ?? feet(&cursor, whole)
        ?? plain(&cursor, whole, start),
      heights.contains(centimetres)
    else { return nil }
    return EntityFinding(type: "height", value: String(centimetres), range: start..<cursor.index)
  }

  /// 1米8, 1m65, 一米七五, 1.75m, 1,65m, 1 mét 65, một mét bảy.
  private static func metric(_ cursor: inout TextCursor, _ whole: Int) -> Int? {
    guard (1...2).contains(whole) else { return nil }
    var place = cursor
    if place.skip(".", whole: false) || place.skip(",", whole: false) {
      guard let tail = decimals(&place) else { return nil }
      let afterNumber = place
      place.skipSpace()
      if !place.skip(anyOf: ["米", "m", "met", "公尺"]) {
        place = afterNumber
        guard isSaid(place, before: cursor.index - 1), place.context.isBoundary(place.index) else {
          return nil
        }
      }
      cursor = place
      return whole * 100 + tail
    }
    place.skipSpace()
    guard place.skip(anyOf: ["米", "公尺", "met", "m"], whole: false) else { return nil }
    let afterUnit = place
    place.skipSpace()
    if let tail = decimals(&place) ?? spelledTail(&place), place.context.isBoundary(place.index) {
      cursor = place
      return whole * 100 + tail
    }
    place = afterUnit
    guard place.context.isBoundary(place.index), isSaid(place, before: cursor.index) else {
      return nil
    }
    cursor = place
    return whole * 100
  }

  /// `8` → 80, `65` → 65, `七五` → 75, as centimetres behind the metre.
  private static func decimals(_ cursor: inout TextCursor) -> Int? {
    var (value, places, index) = (0, 0, cursor.index)
    while index < cursor.context.scalars.count, places < 2 {
      let scalar = cursor.context.scalars[index]
      let digit =
        cursor.context.isDigit(index)
        ? Int(scalar.value) - 0x30 : ChineseNumeral.digit(scalar)
      guard let digit else { break }
      value = value * 10 + digit
      places += 1
      index += 1
    }
    guard places > 0, !cursor.context.isDigit(index) else { return nil }
    cursor.index = index
    return places == 1 ? value * 10 : value
  }

  /// bảy → 70, sáu lăm → 65, rưỡi → 50.
  private static func spelledTail(_ cursor: inout TextCursor) -> Int? {
    if cursor.skip("ruoi") { return 50 }
    let digits = [
      "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7,
      "tam": 8, "chin": 9,
    ]
    guard let word = cursor.word(), let first = digits[word] else { return nil }
    cursor.index += word.utf8.count
    var place = cursor
    place.skipSpace()
    guard let next = place.word(), let second = digits[next] else { return first * 10 }
    place.index += next.utf8.count
    cursor = place
    return first * 10 + second
  }

  private static func feet(_ cursor: inout TextCursor, _ feet: Int) -> Int? {
    guard (3...7).contains(feet) else { return nil }
    var place = cursor
    place.skipSpace()
    guard place.skip(anyOf: ["'", "ft", "feet", "foot", "尺"], whole: false) else { return nil }
    let afterFeet = place
    place.skipSpace()
    var inches = 0
    if let number = place.number(upTo: 2), number < 12 {
      inches = number
      let afterInches = place
      place.skipSpace()
      if !place.skip(anyOf: ["\"", "''", "inches", "inch", "in"], whole: false) {
        place = afterInches
      }
    } else {
      place = afterFeet
    }
    guard place.context.isBoundary(place.index) else { return nil }
    cursor = place
    return (feet * 3048 + inches * 254 + 50) / 100
  }

  /// 175cm, 170 where the height is asked or spoken of, 170 tall.
  private static func plain(_ cursor: inout TextCursor, _ whole: Int, _ start: Int) -> Int? {
    guard heights.contains(whole) else { return nil }
    let afterNumber = cursor
    cursor.skipSpaces()
    if cursor.skip(anyOf: ["cm", "厘米", "公分", "phan"]) { return whole }
    if cursor.skip("tall") || cursor.skip("高") {
      cursor = afterNumber
      return whole
    }
    cursor = afterNumber
    return isSaid(cursor, before: start) && cursor.context.isBoundary(cursor.index) ? whole : nil
  }

  /// Whether the height is asked for, or was spoken of last.
  private static func isSaid(_ cursor: TextCursor, before start: Int) -> Bool {
    if cursor.context.expected == "height" { return true }
    let said = cursor.context.distance(to: .height, before: start)
    return said < .max && said < cursor.context.distance(to: .weight, before: start)
  }

  // MARK: Weight

  private static func weight(_ context: EntityContext, _ start: Int) -> EntityFinding? {
    guard let number = NumberReader(context: context).number(at: start) else { return nil }
    if start > 0, "#/-.".unicodeScalars.contains(context.scalars[start - 1]),
      context.isDigit(start - 2)
    {
      return nil
    }
    var cursor = TextCursor(context, at: number.end)
    cursor.skipSpaces()
    // Kilograms, in thousandths.
    let grams: Int
    let isVietnamese = context.language == .vietnamese
    if cursor.skip(anyOf: ["kg", "kgs", "kilos", "kilo", "公斤", "千克"])
      || (isVietnamese && cursor.skip(anyOf: ["ky", "ki", "can"]))
    {
      grams = number.amount.hundredths * 10
    } else if cursor.skip("斤") {
      grams = number.amount.hundredths * 5
    } else if cursor.skip(anyOf: ["lbs", "lb", "pounds", "pound", "磅"]) {
      grams = number.amount.hundredths * 4536 / 1000
    } else if cursor.skip("stone") {
      grams = number.amount.hundredths * 6350 / 100
    } else {
      guard context.expected == "weight" || context.follows(.weight, at: start),
        context.isBoundary(number.end), !number.isScaled || number.isWord
      else { return nil }
      cursor.index = number.end
      grams = number.amount.hundredths * (isJin(number, context) ? 5 : 10)
      guard bodyWeights.contains((grams + 500) / 1000) else { return nil }
    }
    let kilograms = (grams + 500) / 1000
    guard weights.contains(kilograms) else { return nil }
    return EntityFinding(type: "weight", value: String(kilograms), range: start..<cursor.index)
  }

  /// In mainland China 130 without a unit is 斤.
  private static func isJin(_ number: NumberReader.Number, _ context: EntityContext) -> Bool {
    context.language == .simplifiedChinese && number.amount.hundredths >= 8000
  }
}
