/// Finds what customers name: numbers, dates, amounts and the words of the shop's lists.
///
/// All recognisers run over the folded text; where two claim the same place the longest wins,
/// then the one that was asked for, then the order of `precedence`. One pass each, and a sort.
package struct EntityExtractor: Sendable {
  /// The types that are understood without a list in the content.
  package static let builtInEntityTypes = [
    "phone", "order_number", "email", "date", "amount", "quantity", "height", "weight", "size",
    "colour",
  ]

  private static let precedence = Dictionary(
    uniqueKeysWithValues: builtInEntityTypes.enumerated().map { ($1, $0) })

  private let orderNumbers: OrderNumberRecognizer
  private let lists: ListRecognizer

  init(lists: [ListEntity], orderNumberShapes: [String]) {
    orderNumbers = OrderNumberRecognizer(shapes: orderNumberShapes)
    self.lists = ListRecognizer(lists)
  }

  /// The entities of `context`, by place.
  ///
  /// None overlaps another, but that a word may stand in several lists: then it is found in each.
  func entities(in context: EntityContext, raw: [Unicode.Scalar]) -> [Entity] {
    var findings = EmailRecognizer.findings(in: context)
    findings += PhoneRecognizer.findings(in: context)
    findings += orderNumbers.findings(in: context)
    findings += AmountRecognizer.findings(in: context)
    findings += DateRecognizer.findings(in: context)
    findings += QuantityRecognizer.findings(in: context)
    findings += BodyRecognizer.findings(in: context)
    findings += SizeRecognizer.findings(in: context)
    findings += ColourRecognizer.findings(in: context)
    findings += lists.findings(in: context)
    return Self.resolved(findings, expected: context.expected).map { finding in
      let start = Int(context.text.starts[finding.range.lowerBound])
      let end = Int(context.text.ends[finding.range.upperBound - 1])
      var text = String.UnicodeScalarView()
      text.append(contentsOf: raw[start..<end])
      return Entity(
        type: finding.type, value: finding.value, text: String(text), start: start, end: end)
    }
  }

  private static func resolved(
    _ findings: [EntityFinding], expected: String?
  ) -> [EntityFinding] {
    func rank(_ finding: EntityFinding) -> (Int, Int, Int, Int, String) {
      (
        -finding.range.count, finding.type == expected ? 0 : 1,
        precedence[finding.type] ?? precedence.count, finding.range.lowerBound,
        finding.type + finding.value
      )
    }
    var taken = Set<Int>()
    var kept: [EntityFinding] = []
    for finding in findings.sorted(by: { rank($0) < rank($1) }) where !finding.range.isEmpty {
      let isFree = finding.range.allSatisfy { !taken.contains($0) }
      guard isFree || sharesWord(finding, with: kept) else { continue }
      taken.formUnion(finding.range)
      kept.append(finding)
    }
    return kept.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// "Changed my mind" is a reason to cancel and a reason to return: which one, a dialog knows.
  private static func sharesWord(_ finding: EntityFinding, with kept: [EntityFinding]) -> Bool {
    let same = kept.filter { $0.range.overlaps(finding.range) }
    return precedence[finding.type] == nil
      && same.allSatisfy {
        $0.range == finding.range && $0.type != finding.type && precedence[$0.type] == nil
      }
  }
}
