/// 1600 Amphitheatre Parkway, Mountain View, CA 94043; 221B Baker Street, London NW1 6XE.
///
/// A house's number, at most four words, and a word for a street; behind it flat, city, state and
/// postcode, where a postcode closes them.
enum EnglishAddress {
  /// These are hardly ever anything else.
  private static let sure = [
    "street", "st", "avenue", "ave", "road", "rd", "boulevard", "blvd", "lane", "ln", "parkway",
    "pkwy", "highway", "hwy", "crescent", "terrace",
  ]
  /// These count with a postcode.
  private static let unsure = [
    "drive", "dr", "court", "ct", "way", "place", "pl", "close", "square", "sq", "gardens", "grove",
    "row", "hill",
  ]

  static let streets = sure + unsure

  private static let stops: Set<String> = [
    "on", "the", "in", "my", "is", "to", "and", "or", "for", "at", "it", "i", "was", "are", "by",
    "days", "day", "weeks", "items", "item", "of", "a", "an", "still", "not", "your", "this",
    "that",
    "hours", "with", "from", "please", "me",
  ]

  static func spans(in context: EntityContext) -> [Range<Int>] {
    guard context.digitCount > 0 else { return [] }
    var spans: [Range<Int>] = []
    var free = 0
    for place in context.placeWords where place >= free && context.isLetter(place) {
      var street = TextCursor(context, at: place)
      guard let word = street.word(), streets.contains(word),
        let start = houseNumber(before: place, from: free, context)
      else { continue }
      street.index += word.utf8.count
      _ = street.skip(".", whole: false)
      let end = rest(from: street)
      guard end.hasPostcode || sure.contains(word) else { continue }
      spans.append(start..<end.index)
      free = end.index
    }
    return spans
  }

  /// At most four words back there is a number: 221B Baker.
  private static func houseNumber(
    before place: Int, from free: Int, _ context: EntityContext
  ) -> Int? {
    var (index, words) = (place, 0)
    while words < 5, index > free, context.scalars[index - 1] == " " {
      index -= 1
      var start = index
      while start > free, index - start < 20,
        context.isWordLike(start - 1) || ".'".unicodeScalars.contains(context.scalars[start - 1])
      { start -= 1 }
      context.steps += index - start + 1
      guard start < index else { return nil }
      let digits = (start..<index).count { context.isDigit($0) }
      let letters = index - start - digits
      // 5th Avenue: the number is before it.
      if context.isDigit(start), letters != 2 || context.isDigit(index - 1) {
        return words > 0 && digits <= 5 && letters <= 1 ? start : nil
      }
      if stops.contains(context.string(start..<index)) { return nil }
      index = start
      words += 1
    }
    return nil
  }

  /// Flat, city, state and postcode, as far as they are there.
  private static func rest(from street: TextCursor) -> (index: Int, hasPostcode: Bool) {
    var cursor = street
    flat(&cursor)
    let afterFlat = cursor.index
    for _ in 0..<6 {
      separate(&cursor)
      if postcode(&cursor) { return (cursor.index, true) }
      flat(&cursor)
      separate(&cursor)
      if postcode(&cursor) { return (cursor.index, true) }
      guard let word = cursor.word(), !stops.contains(word) else { break }
      cursor.index += word.utf8.count
      _ = cursor.skip(".", whole: false)
    }
    return (afterFlat, false)
  }

  private static func separate(_ cursor: inout TextCursor) {
    for _ in 0..<2 where ", ".unicodeScalars.contains(cursor.context.scalar(cursor.index)) {
      cursor.index += 1
    }
  }

  private static func flat(_ cursor: inout TextCursor) {
    var place = cursor
    separate(&place)
    guard
      place.skip(anyOf: [
        "apartment", "apt", "unit", "suite", "ste", "floor", "flat", "room", "rm",
      ]) || place.skip("#", whole: false)
    else { return }
    _ = place.skip(".", whole: false)
    place.skipSpace()
    var end = place.index
    while end < place.context.scalars.count, end - place.index < 6, place.context.isWordLike(end) {
      end += 1
    }
    guard end > place.index, place.context.isBoundary(end) else { return }
    cursor.index = end
  }

  /// 94043, 94043-1351, NW1 6XE.
  private static func postcode(_ cursor: inout TextCursor) -> Bool {
    var place = cursor
    let context = cursor.context
    if context.isDigit(place.index) {
      let start = place.index
      guard place.number(upTo: 5) != nil, place.index - start == 5, context.isBoundary(place.index)
      else { return false }
      var extended = place
      if extended.skip("-", whole: false), extended.number(upTo: 4) != nil { place = extended }
      cursor = place
      return true
    }
    var index = place.index
    while context.isLetter(index), index - place.index < 2 { index += 1 }
    guard index > place.index, context.isDigit(index) else { return false }
    index += 1
    if context.isDigit(index) || context.isLetter(index) { index += 1 }
    if context.scalar(index) == " " { index += 1 }
    guard context.isDigit(index), context.isLetter(index + 1), context.isLetter(index + 2),
      context.isBoundary(index + 3)
    else { return false }
    cursor.index = index + 3
    return true
  }
}
