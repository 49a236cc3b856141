/// 广东省深圳市南山区科技园路1号3栋502, 台北市信義區忠孝東路五段7號12樓之3, 彌敦道688號.
///
/// Parts that end in a unit, each right behind the one before. One part alone (超市, 3号) is none.
enum ChineseAddress {
  private enum Level {
    /// 省 市 区 县 镇 乡
    case area
    /// 路 街 巷 弄 段 村
    case road
    /// 小区 大厦 广场
    case estate
    /// 号 栋 楼 室
    case number
  }

  /// Longer ones before their endings.
  private static let levels: [(unit: String, level: Level)] = [
    ("自治区", .area), ("新区", .area), ("开发区", .area), ("街道", .area), ("大道", .road), ("小区", .estate),
    ("大厦", .estate), ("广场", .estate), ("花园", .estate), ("公寓", .estate), ("工业园", .estate),
    ("科技园", .estate), ("家园", .estate), ("大楼", .estate), ("单元", .number), ("号楼", .number),
    ("省", .area), ("市", .area), ("区", .area), ("县", .area), ("镇", .area), ("乡", .area),
    ("路", .road), ("街", .road), ("道", .road), ("巷", .road), ("弄", .road), ("段", .road),
    ("村", .road), ("苑", .estate), ("号", .number), ("栋", .number), ("幢", .number),
    ("座", .number), ("楼", .number), ("层", .number), ("室", .number),
  ]

  static let units = levels.map(\.unit)

  private static let mostParts = 16
  private static let longestName = 10

  /// Words before an address that could be taken for its beginning.
  private static let stops = Set("的是在到寄送给我你您他从往住了改成换为址来这那和跟就去过于".unicodeScalars)
  /// Names that begin like such a word.
  private static let names = ["成都", "和平", "和田", "和县", "来宾", "来安", "于都", "到滘"]

  static func spans(in context: EntityContext) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    var free = 0
    for place in context.placeWords where place >= free && context.isHan(place) {
      guard let start = start(before: place, from: free, context),
        let end = chain(from: start, context)
      else { continue }
      spans.append(start..<end)
      free = end
    }
    return spans
  }

  /// Where the name begins that the unit at `place` ends.
  private static func start(before place: Int, from free: Int, _ context: EntityContext) -> Int? {
    var start = place
    while start > free, place - start < longestName {
      context.steps += 1
      let scalar = context.scalars[start - 1]
      guard context.isHan(start - 1) else { break }
      if stops.contains(scalar), !names.contains(where: { stands($0, at: start - 1, context) }) {
        break
      }
      start -= 1
    }
    // 5弄 or 88号 begin an address only behind its road.
    return start < place ? start : nil
  }

  private static func stands(_ name: String, at index: Int, _ context: EntityContext) -> Bool {
    var cursor = TextCursor(context, at: index)
    return cursor.skip(name, whole: false)
  }

  /// Where the address from `start` ends; nil where it is none.
  private static func chain(from start: Int, _ context: EntityContext) -> Int? {
    var (end, parts) = (start, 0)
    var counts: [Level: Int] = [:]
    while parts < mostParts, let part = part(from: end, context) {
      counts[part.level, default: 0] += 1
      end = part.end
      parts += 1
    }
    let (areas, roads) = (counts[.area] ?? 0, counts[.road] ?? 0)
    let (estates, numbers) = (counts[.estate] ?? 0, counts[.number] ?? 0)
    let isAddress =
      areas >= 2 || (areas > 0 && roads + estates + numbers > 0)
      || (roads + estates > 0 && numbers > 0)
    return isAddress ? tail(from: end, context) : nil
  }

  /// A name with its unit; a space or a comma may stand before it.
  private static func part(
    from start: Int, _ context: EntityContext
  ) -> (level: Level, end: Int)? {
    var index = start
    if " ,".unicodeScalars.contains(context.scalar(index)) { index += 1 }
    let first = index
    while index < context.scalars.count, index - first <= longestName {
      context.steps += 1
      // 科技园路: what begins the name does not end it.
      if index > first, context.isPlaceWord(index), let (unit, level) = unit(at: index, context) {
        let end = index + unit.unicodeScalars.count
        return isName(first..<index, unit, level, context) ? (level, end) : nil
      }
      let isPart =
        context.isHan(index) || context.isWordLike(index)
        || (context.scalars[index] == "-" && index > first)
      guard isPart, !stops.contains(context.scalars[index]) || index < first + 2 else { return nil }
      index += 1
    }
    return nil
  }

  private static func unit(at index: Int, _ context: EntityContext) -> (String, Level)? {
    levels.first { stands($0.unit, at: index, context) }.map { ($0.unit, $0.level) }
  }

  private static func isName(
    _ range: Range<Int>, _ unit: String, _ level: Level, _ context: EntityContext
  ) -> Bool {
    let isNumber = range.allSatisfy {
      context.isWordLike($0) || context.scalars[$0] == "-"
        || ChineseNumeral.isNumeral(context.scalars[$0])
    }
    switch level {
    case .number:
      // A座, 科技楼; but 号 and 室 only with their number.
      return isNumber || ((unit == "楼" || unit == "座") && range.count <= 6)
    case .road where unit == "道":
      return range.count >= 2
        && !range.contains { "知味频渠报".unicodeScalars.contains(context.scalars[$0]) }
    case .road: return !isNumber || unit == "段" || unit == "巷" || unit == "弄"
    case .area, .estate: return !isNumber
    }
  }

  /// 之3, and the room without a unit: 3栋502.
  private static func tail(from end: Int, _ context: EntityContext) -> Int {
    var index = end
    if context.scalar(index) == "之" || context.scalar(index) == "-" { index += 1 }
    let first = index
    while index < context.scalars.count, index - first < 6,
      context.isWordLike(index) || (context.scalars[index] == "-" && context.isDigit(index + 1))
    { index += 1 }
    // A telephone's number or a name behind the address is no room.
    guard index > first, context.isBoundary(index), context.isDigit(first) else { return end }
    // 502号, 12楼: then it would have been a part.
    return context.scalar(index) == "室" || context.scalar(index) == "f" ? index + 1 : index
  }
}
