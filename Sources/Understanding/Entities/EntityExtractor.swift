/// Finds what customers name: numbers, dates, amounts, addresses, and the words and codes of the
/// shop's own entities.
///
/// All recognisers run over the folded text; where two claim the same place the longest wins,
/// then the one that was asked for, then the shop's patterns, then the order of `precedence`. One
/// pass each, and a sort.
package struct EntityExtractor: Sendable {
  /// The types that are understood without anything in the content.
  package static let builtInEntityTypes = [
    "phone", "order_number", "email", "date", "amount", "quantity", "height", "weight", "size",
    "colour", "address",
  ]

  private static let precedence = Dictionary(
    uniqueKeysWithValues: builtInEntityTypes.enumerated().map { ($1, $0) })

  private let orderNumbers: OrderNumberRecognizer
  private let words: EntityWords
  private let patterns: PatternRecognizer

  init(lists: [ListEntity], orderNumberShapes: [String]) {
    orderNumbers = OrderNumberRecognizer(shapes: orderNumberShapes)
    words = EntityWords(lists)
    patterns = PatternRecognizer(lists)
  }

  /// The entities of `context`, by place.
  ///
  /// None overlaps another, but that a word may stand in several lists: then it is found in each.
  func entities(in context: EntityContext, raw: [Unicode.Scalar]) -> [Entity] {
    let words = words.found(in: context)
    var findings = words.values
    findings += patterns.findings(in: context)
    findings += EmailRecognizer.findings(in: context)
    findings += PhoneRecognizer.findings(in: context)
    findings += orderNumbers.findings(in: context)
    findings += AmountRecognizer.findings(in: context)
    findings += DateRecognizer.findings(in: context, named: words.days)
    findings += QuantityRecognizer.findings(in: context)
    findings += BodyRecognizer.findings(in: context)
    findings += SizeRecognizer.findings(in: context)
    findings += ColourRecognizer.findings(in: context, matches: words.colours)
    findings += AddressRecognizer.findings(in: context)
    if findings.isEmpty { return [] }
    return Self.resolved(findings, in: context).map { finding in
      let start = Int(context.text.starts[finding.range.lowerBound])
      let end = Int(context.text.ends[finding.range.upperBound - 1])
      var text = String.UnicodeScalarView()
      text.append(contentsOf: raw[start..<end])
      // An address is given back as it was written, not as it was matched.
      let value =
        finding.type == "address"
        ? AddressRecognizer.cleaned(raw[start..<end]) : finding.value
      return Entity(type: finding.type, value: value, text: String(text), start: start, end: end)
    }
  }

  private static func resolved(
    _ findings: [EntityFinding], in context: EntityContext
  ) -> [EntityFinding] {
    if findings.count == 1 { return findings }
    // What is taken, as a place in `kept`. The longest go first, so that whatever overlaps one of
    // them has an end of its own within it: two looks tell.
    var owners = [Int32](repeating: -1, count: context.scalars.count)
    var kept: [EntityFinding] = []
    /// For each of `kept`, the next one that shares its words.
    var sharers: [Int32] = []
    for finding in findings.sorted(by: { precedes($0, $1, expected: context.expected) })
    where !finding.range.isEmpty {
      context.steps += 1
      let first = owners[finding.range.lowerBound]
      let isFree = first < 0 && owners[finding.range.upperBound - 1] < 0
      guard isFree || sharesWord(finding, with: kept, sharers, from: first, context) else {
        continue
      }
      let number = Int32(truncatingIfNeeded: kept.count)
      kept.append(finding)
      if isFree {
        context.steps += finding.range.count
        for index in finding.range { owners[index] = number }
        sharers.append(-1)
      } else {
        sharers.append(sharers[Int(first)])
        sharers[Int(first)] = number
      }
    }
    return kept.sorted {
      ($0.range.lowerBound, $0.range.upperBound, $0.type)
        < ($1.range.lowerBound, $1.range.upperBound, $1.type)
    }
  }

  private static func precedes(
    _ left: EntityFinding, _ right: EntityFinding, expected: String?
  ) -> Bool {
    if left.range.count != right.range.count { return left.range.count > right.range.count }
    let (isLeft, isRight) = (left.type == expected, right.type == expected)
    if isLeft != isRight { return isLeft }
    if left.origin != right.origin { return left.origin.rawValue < right.origin.rawValue }
    let ranks = [left, right].map { precedence[$0.type] ?? precedence.count }
    if ranks[0] != ranks[1] { return ranks[0] < ranks[1] }
    if left.range.lowerBound != right.range.lowerBound {
      return left.range.lowerBound < right.range.lowerBound
    }
    return (left.type, left.value) < (right.type, right.value)
  }

  /// "Changed my mind" is a reason to cancel and a reason to return: which one, a dialog knows.
  private static func sharesWord(
    _ finding: EntityFinding, with kept: [EntityFinding], _ sharers: [Int32], from owner: Int32,
    _ context: EntityContext
  ) -> Bool {
    guard finding.origin != .builtIn, owner >= 0 else { return false }
    var next = Int(owner)
    while next >= 0 {
      context.steps += 1
      let other = kept[next]
      if other.range != finding.range || other.type == finding.type || other.origin == .builtIn {
        return false
      }
      next = Int(sharers[next])
    }
    return true
  }
}
