/// Số 12 đường Lê Lợi, phường Bến Nghé, quận 1, TP.HCM; 12/3 Nguyễn Trãi, P.5, Q.5.
///
/// Parts begin with a word for what they are; a house's number may stand before the street's name.
enum VietnameseAddress {
  private enum Level { case number, road, area }

  private struct Word {
    let plain: String
    let marked: [Unicode.Scalar]
    let level: Level

    init(_ marked: String, _ level: Level) {
      self.marked = Array(marked.unicodeScalars)
      self.level = level
      plain = String(
        String.UnicodeScalarView(self.marked.map(FoldingTable.standard.plain)))
    }

    /// p5, q.1, tp.hcm: these need no space before what they name.
    var isShort: Bool { marked.count <= 2 && plain != "so" && plain != "xa" && plain != "ap" }
  }

  /// Longer ones before their beginnings.
  private static let levels: [Word] = [
    Word("số nhà", .number), Word("số", .number), Word("đường", .road), Word("phố", .road),
    Word("ngõ", .road), Word("ngách", .road), Word("hẻm", .road), Word("kiệt", .road),
    Word("toà nhà", .road), Word("chung cư", .road), Word("căn hộ", .road),
    Word("khu đô thị", .road), Word("khu phố", .road), Word("thôn", .road), Word("ấp", .road),
    Word("phường", .area), Word("p", .area), Word("xã", .area), Word("thị trấn", .area),
    Word("quận", .area), Word("q", .area), Word("huyện", .area), Word("thị xã", .area),
    Word("tx", .area), Word("thành phố", .area), Word("tp", .area), Word("tỉnh", .area),
  ]
  /// Cities that need no word before them.
  private static let cities = [
    "ho chi minh", "hcm", "tphcm", "tp hcm", "sai gon", "ha noi", "hn", "da nang", "can tho",
    "hai phong", "binh duong", "dong nai", "hue", "nha trang", "vung tau", "bien hoa", "thu duc",
    "viet nam",
  ]
  /// What ends a name that nobody has put a comma behind.
  private static let stops: Set<String> = [
    "nhe", "nha", "a", "giup", "cho", "minh", "em", "voi", "va", "thi", "la", "duoc", "shop", "ho",
    "dum", "di", "oi", "nhen", "roi", "chua", "khong", "ko", "toi", "anh", "chi", "ban", "ad", "co",
    "cua", "de", "sdt", "dt", "lien", "goi", "giao", "nhan", "the", "nay", "do", "va", "hoac",
    "thay", "doi", "ship", "nhung", "luon", "ngay", "con",
  ]

  static let words = levels.map(\.plain) + cities

  static func spans(in context: EntityContext) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    var free = 0
    for place in context.placeWords where place >= free && !context.isHan(place) {
      let start = houseNumber(before: place, from: free, context) ?? place
      guard let end = chain(from: start, context) else { continue }
      spans.append(start..<end)
      free = end
    }
    return spans
  }

  /// 12 before `đường`; 12/3 Nguyễn Trãi, before `quận 5`.
  private static func houseNumber(
    before place: Int, from free: Int, _ context: EntityContext
  ) -> Int? {
    var (index, words) = (place, 0)
    while index > free, place - index < 40, words <= 5 {
      context.steps += 1
      let scalar = context.scalars[index - 1]
      if context.isDigit(index - 1) {
        var start = index - 1
        while start > free, index - start < 12,
          context.isWordLike(start - 1) || context.scalars[start - 1] == "/"
        { start -= 1 }
        return context.isDigit(start) ? start : nil
      }
      if scalar == " " {
        words += 1
      } else if !context.isLetter(index - 1), scalar != "," {
        return nil
      }
      index -= 1
    }
    return nil
  }

  private static func chain(from start: Int, _ context: EntityContext) -> Int? {
    var cursor = TextCursor(context, at: start)
    var (hasNumber, roads, areas, parts) = (false, 0, 0, 0)
    if number(&cursor) {
      hasNumber = true
      var street = cursor
      separate(&street)
      if !context.isPlaceWord(street.index) {
        guard name(&street, mostWords: 4) else { return nil }
        cursor = street
      }
    }
    var end = cursor.index
    while parts < 12 {
      separate(&cursor)
      guard let level = part(&cursor, after: parts + (hasNumber ? 1 : 0)) ?? bareName(&cursor)
      else { break }
      switch level {
      case .number: hasNumber = true
      case .road: roads += 1
      case .area: areas += 1
      }
      end = cursor.index
      parts += 1
    }
    let isAddress =
      areas >= 2 || (areas > 0 && (hasNumber || roads > 0)) || (hasNumber && roads > 0)
      || roads >= 2
    return isAddress ? end : nil
  }

  /// Đống Đa in `…, Đống Đa, Hà Nội`: a name between commas, with a part behind it.
  private static func bareName(_ cursor: inout TextCursor) -> Level? {
    let context = cursor.context
    guard context.scalar(cursor.index - 1) == "," || context.scalar(cursor.index - 2) == "," else {
      return nil
    }
    var place = cursor
    guard name(&place, mostWords: 3), context.scalar(place.index) == "," else { return nil }
    let end = place.index
    separate(&place)
    guard part(&place, after: 1) != nil else { return nil }
    cursor.index = end
    return .area
  }

  private static func separate(_ cursor: inout TextCursor) {
    for _ in 0..<3 where ", -.;".unicodeScalars.contains(cursor.context.scalar(cursor.index)) {
      cursor.index += 1
    }
  }

  /// 12, 12/3, 45B; no house has a number of six digits.
  private static func number(_ cursor: inout TextCursor) -> Bool {
    let context = cursor.context
    var (index, run) = (cursor.index, 0)
    guard context.isDigit(index) else { return false }
    while index < context.scalars.count, index - cursor.index < 12,
      context.isWordLike(index)
        || ("/-".unicodeScalars.contains(context.scalars[index]) && context.isDigit(index + 1))
    {
      run = context.isDigit(index) ? run + 1 : 0
      if run > 5 { return false }
      index += 1
    }
    guard context.isBoundary(index) else { return false }
    cursor.index = index
    return true
  }

  /// A part of an address; `parts` are before it.
  private static func part(_ cursor: inout TextCursor, after parts: Int) -> Level? {
    let context = cursor.context
    guard context.isPlaceWord(cursor.index) else { return nil }
    if parts > 0, cursor.skip(anyOf: cities) { return .area }
    for word in levels {
      var place = cursor
      guard place.skip(word.plain, whole: !word.isShort),
        isMeant(cursor.index, word, parts, context)
      else { continue }
      if word.isShort {
        if place.skip("hcm") {
          cursor = place
          return word.level
        }
        // q1, q.1, tp. and a name; a bare p is no ward.
        let sign = context.scalar(place.index)
        guard sign == "." || context.isDigit(place.index) || (word.plain == "tp" && sign == " ")
        else { continue }
      }
      separate(&place)
      if place.skip(anyOf: cities) {
        cursor = place
        return word.level
      }
      if word.level == .number {
        guard number(&place) else { continue }
        // số 12 Lê Lợi: the street's name follows the number.
        var street = place
        separate(&street)
        let isNamed = !context.isPlaceWord(street.index) && name(&street, mostWords: 3)
        if isNamed, context.scalar(street.index) == "," { place = street }
      } else {
        guard number(&place) || name(&place, mostWords: word.level == .area ? 3 : 4) else {
          continue
        }
      }
      cursor = place
      return word.level
    }
    return nil
  }

  /// Whether the word at `start` is `word`.
  ///
  /// With its marks it is; without any where a comma, a number or a house's number beside it
  /// tells. tình is no tỉnh, and `tinh trang` no province.
  private static func isMeant(
    _ start: Int, _ word: Word, _ parts: Int, _ context: EntityContext
  ) -> Bool {
    let end = start + word.marked.count
    if word.marked.elementsEqual(context.scalars[start..<end]) {
      return word.marked.contains { !$0.isASCII } || word.isShort || word.plain == "thon"
        || parts > 0
    }
    guard context.scalars[start..<end].allSatisfy(\.isASCII) else {
      // hòa and hoà: only the place of the tone differs.
      return word.plain.hasPrefix("toa")
    }
    let before = context.scalar(start - 1) == " " ? start - 2 : start - 1
    return context.scalar(before) == "," || context.isDigit(end + 1)
      || (word.level == .road && context.isDigit(before) && parts > 0)
      || (word.plain.contains(" ") && parts > 0)
  }

  /// Words that are no others' and no beginning of the next part.
  private static func name(_ cursor: inout TextCursor, mostWords: Int) -> Bool {
    var place = cursor
    var words = 0
    while words < mostWords, let word = place.word(), !stops.contains(word) {
      if words > 0, place.context.isPlaceWord(place.index) { break }
      place.index += word.utf8.count
      words += 1
      cursor.index = place.index
      guard place.context.scalar(place.index) == " " else { break }
      place.index += 1
    }
    return words > 0
  }
}
