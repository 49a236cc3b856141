/// Height in whole centimetres and weight in whole kilograms: 1米8, 1m65, 175cm, 5'7", 120斤,
/// 60kg, nặng 55, and both at once as 170/60.
enum BodyRecognizer {
  private static let heights = 90...230
  private static let weights = 20...250

  static func findings(in context: EntityContext) -> [EntityFinding] {
    var findings: [EntityFinding] = []
    var index = 0
    while index < context.scalars.count {
      guard context.isBoundary(index),
        context.isDigit(index) || ChineseNumeral.isNumeral(context.scalars[index])
      else {
        index += 1
        continue
      }
      let found =
        pair(context, index) ?? [height(context, index) ?? weight(context, index)].compactMap { $0 }
      findings += found
      index = max(index + 1, found.last?.range.upperBound ?? 0)
      while context.isDigit(index), context.isDigit(index - 1) { index += 1 }
    }
    return findings
  }

  /// 170/60, 170-60: a height and a weight.
  ///
  /// From 80 on on a Chinese page it is 斤, half a kilogram.
  private static func pair(_ context: EntityContext, _ start: Int) -> [EntityFinding]? {
    var cursor = TextCursor(context, at: start)
    guard let height = cursor.number(upTo: 3), (140...210).contains(height) else { return nil }
    let end = cursor.index
    guard cursor.skip("/", whole: false) || cursor.skip("-", whole: false) else { return nil }
    let second = cursor.index
    guard var weight = cursor.number(upTo: 3), (35...220).contains(weight),
      context.isBoundary(cursor.index)
    else { return nil }
    let isChinese =
      context.language == .simplifiedChinese || context.language == .traditionalChinese
    if isChinese, weight >= 80 { weight = (weight + 1) / 2 }
    return [
      EntityFinding(type: "height", value: String(height), range: start..<end),
      EntityFinding(type: "weight", value: String(weight), range: second..<cursor.index),
    ]
  }

  private static func height(_ context: EntityContext, _ start: Int) -> EntityFinding? {
    var cursor = TextCursor(context, at: start)
    guard let whole = cursor.number(upTo: 3, words: true) else { return nil }
    var centimetres = whole
    if whole <= 2, cursor.skip(anyOf: ["米", "m"], whole: false) {
      // 1米8, 1m65, 一米七五
      guard let tail = decimals(&cursor) else { return nil }
      centimetres = whole * 100 + tail
    } else if whole <= 2, cursor.skip(".", whole: false) {
      guard let tail = decimals(&cursor), cursor.skip(anyOf: ["米", "m"]) else { return nil }
      centimetres = whole * 100 + tail
    } else if whole <= 7, feet(&cursor, whole, &centimetres) {
    } else {
      let afterNumber = cursor
      cursor.skipSpaces()
      if !cursor.skip(anyOf: ["cm", "厘米", "公分", "phan"]) {
        cursor = afterNumber
        let said = context.distance(to: .height, before: start)
        let isAsked =
          context.expected == "height"
          || (said <= 8 && said < context.distance(to: .weight, before: start))
        guard isAsked, context.isBoundary(cursor.index) else { return nil }
      }
    }
    guard heights.contains(centimetres) else { return nil }
    return EntityFinding(type: "height", value: String(centimetres), range: start..<cursor.index)
  }

  /// `8` → 80, `65` → 65, `七五` → 75, as centimetres behind the metre.
  private static func decimals(_ cursor: inout TextCursor) -> Int? {
    var (value, places) = (0, 0)
    while !cursor.isAtEnd, places < 2 {
      let scalar = cursor.context.scalars[cursor.index]
      let digit =
        cursor.context.isDigit(cursor.index)
        ? Int(scalar.value) - 0x30 : ChineseNumeral.digit(scalar)
      guard let digit else { break }
      value = value * 10 + digit
      places += 1
      cursor.index += 1
    }
    guard places > 0, !cursor.context.isDigit(cursor.index) else { return nil }
    return places == 1 ? value * 10 : value
  }

  private static func feet(_ cursor: inout TextCursor, _ feet: Int, _ centimetres: inout Int)
    -> Bool
  {
    var place = cursor
    place.skipSpaces()
    guard place.skip(anyOf: ["'", "ft", "feet", "foot"], whole: false) else { return false }
    place.skipSpaces()
    let inches = place.number(upTo: 2) ?? 0
    guard inches < 12 else { return false }
    _ = place.skip(anyOf: ["\"", "''", "in", "inches"])
    centimetres = (feet * 3048 + inches * 254 + 50) / 100
    cursor = place
    return true
  }

  private static func weight(_ context: EntityContext, _ start: Int) -> EntityFinding? {
    guard let number = NumberReader(context: context).number(at: start) else { return nil }
    var cursor = TextCursor(context, at: number.end)
    cursor.skipSpaces()
    // Tenths of a kilogram for each hundredth of the unit.
    let grams: Int
    if cursor.skip(anyOf: ["kg", "kgs", "kilo", "公斤", "千克", "ky", "ki", "can"]) {
      grams = number.amount.hundredths * 10
    } else if cursor.skip("斤") {
      grams = number.amount.hundredths * 5
    } else if cursor.skip(anyOf: ["lbs", "lb", "pounds", "磅"]) {
      grams = number.amount.hundredths * 4536 / 1000
    } else {
      cursor.index = number.end
      let isAsked = context.expected == "weight" || context.follows(.weight, at: start)
      guard isAsked, context.isBoundary(number.end) else { return nil }
      grams = number.amount.hundredths * 10
    }
    let kilograms = (grams + 500) / 1000
    guard weights.contains(kilograms) else { return nil }
    return EntityFinding(type: "weight", value: String(kilograms), range: start..<cursor.index)
  }
}
