/// Order numbers: 8 to 20 digits, letters and digits mixed, and the shop's own shapes.
///
/// The value is in upper case without `#`. What may also be a phone number is left to
/// `PhoneRecognizer`, which knows the cues; `EntityExtractor` settles who wins.
struct OrderNumberRecognizer: Sendable {
  /// `#` for a digit, other scalars for themselves, folded.
  private let shapes: [[Unicode.Scalar]]

  init(shapes: [String]) {
    self.shapes = shapes.map { Normalizer().fold($0).scalars }.filter { !$0.isEmpty }
  }

  func findings(in context: EntityContext) -> [EntityFinding] {
    var findings: [EntityFinding] = []
    var index = 0
    while index < context.scalars.count {
      guard Self.isPart(context.scalars[index]),
        index == 0 || !Self.isPart(context.scalars[index - 1])
      else {
        index += 1
        continue
      }
      if let end = shapeEnd(context, from: index) ?? plainEnd(context, from: index) {
        let hasSign = index > 0 && context.scalars[index - 1] == "#"
        findings.append(
          EntityFinding(
            type: "order_number", value: Self.value(context.string(index..<end)),
            range: (hasSign ? index - 1 : index)..<end))
        index = end
      } else {
        while index < context.scalars.count, Self.isPart(context.scalars[index]) { index += 1 }
      }
    }
    return findings
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    "0"..."9" ~= scalar || "a"..."z" ~= scalar
  }

  private static func value(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { $0 != "#" && $0 != " " }.map {
          "a"..."z" ~= $0 ? Unicode.Scalar(UInt8($0.value) - 32) : $0
        }))
  }

  private func shapeEnd(_ context: EntityContext, from start: Int) -> Int? {
    shapes.compactMap { shape -> Int? in
      let end = start + shape.count
      guard end <= context.scalars.count,
        end == context.scalars.count || !Self.isPart(context.scalars[end])
      else { return nil }
      let fits = zip(shape, context.scalars[start..<end]).allSatisfy {
        $0 == "#" ? "0"..."9" ~= $1 : $0 == $1
      }
      return fits ? end : nil
    }.max()
  }

  /// A run of letters and digits that can be nothing but a number somebody assigned.
  private func plainEnd(_ context: EntityContext, from start: Int) -> Int? {
    var (end, digits) = (start, 0)
    while end < context.scalars.count, Self.isPart(context.scalars[end]) {
      if context.isDigit(end) { digits += 1 }
      end += 1
    }
    let length = end - start
    if digits == length, context.expected == "order_number", length < 8 {
      return spacedEnd(context, from: start)
    }
    guard (8...20).contains(length) else { return nil }
    // An address or a link is no order: user12345678@…, shop.com/item12345678
    if end < context.scalars.count, context.scalars[end] == "@" { return nil }
    if start > 0, "@/.".unicodeScalars.contains(context.scalars[start - 1]) { return nil }
    return digits == length || digits >= 6 ? end : nil
  }

  /// `2025 1120 778`, where an order number was asked for and nothing else is there.
  private func spacedEnd(_ context: EntityContext, from start: Int) -> Int? {
    var (end, digits) = (start, 0)
    while end < context.scalars.count, digits <= 20 {
      if context.isDigit(end) {
        digits += 1
      } else if context.scalars[end] != " " && context.scalars[end] != "-" {
        return nil
      }
      end += 1
    }
    return (8...20).contains(digits) && context.isDigit(end - 1) ? end : nil
  }
}
