/// Order numbers: 8 to 20 digits, letters and digits mixed, and the shop's own shapes.
///
/// The value is in upper case without `#`. What may also be a phone number is left to
/// `PhoneRecognizer`, which knows the cues; `EntityExtractor` settles who wins.
struct OrderNumberRecognizer: Sendable {
  /// `#` for a digit, other scalars for themselves, folded.
  private let shapes: [[Unicode.Scalar]]

  /// Fewer digits than this make no order number.
  private let fewestDigits: Int

  init(shapes: [String]) {
    self.shapes = shapes.map { Normalizer().fold($0).scalars }.filter { !$0.isEmpty }
    fewestDigits = self.shapes.map { shape in shape.count { $0 == "#" || "0"..."9" ~= $0 } }
      .reduce(6, min)
  }

  func findings(in context: EntityContext) -> [EntityFinding] {
    guard context.digitCount >= fewestDigits else { return [] }
    var findings: [EntityFinding] = []
    var index = 0
    while index < context.scalars.count {
      guard Self.isPart(context.scalars[index]) else {
        index += 1
        continue
      }
      let shape = shapeEnd(context, from: index)
      if let end = shape ?? plainEnd(context, from: index) {
        context.steps += end - index
        let hasSign = index > 0 && context.scalars[index - 1] == "#"
        findings.append(
          EntityFinding(
            type: "order_number",
            value: Self.value(context.scalars[index..<end], isShape: shape != nil),
            range: (hasSign ? index - 1 : index)..<end))
        index = end
      }
      while index < context.scalars.count, Self.isPart(context.scalars[index]) { index += 1 }
    }
    return findings
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    "0"..."9" ~= scalar || "a"..."z" ~= scalar
  }

  /// In upper case; what stands between the digits of a number typed in groups is no part of it,
  /// what a shape of the shop's spells is.
  private static func value(_ scalars: ArraySlice<Unicode.Scalar>, isShape: Bool) -> String {
    var value = String.UnicodeScalarView()
    for scalar in scalars where scalar != "#" && scalar != " " && (isShape || scalar != "-") {
      value.append("a"..."z" ~= scalar ? Unicode.Scalar(UInt8(scalar.value) - 32) : scalar)
    }
    return String(value)
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
    context.steps += length
    if digits == length, length < 8, context.expected == "order_number",
      let end = spacedEnd(context, from: start)
    {
      return end
    }
    guard (8...20).contains(length) else { return nil }
    // An address or a link is no order: user12345678@…, shop.com/item12345678
    if end < context.scalars.count, context.scalars[end] == "@" { return nil }
    if start > 0, "@/.".unicodeScalars.contains(context.scalars[start - 1]) { return nil }
    return digits == length || digits >= 6 ? end : nil
  }

  /// `2025 1120 778`, where an order number was asked for and nothing else is there.
  private func spacedEnd(_ context: EntityContext, from start: Int) -> Int? {
    var (end, digits, group) = (start, 0, 0)
    while end < context.scalars.count, digits <= 20, end - start < 40 {
      context.steps += 1
      if context.isDigit(end) {
        digits += 1
        group += 1
        // Eight digits are a number of their own.
        if group > 7 { return nil }
      } else if context.scalars[end] == " " || context.scalars[end] == "-" {
        group = 0
      } else {
        return nil
      }
      end += 1
    }
    guard end == context.scalars.count, (8...20).contains(digits) else { return nil }
    return context.isDigit(end - 1) ? end : nil
  }
}
