@testable import Understanding

/// What holds for the entities of every text.
enum EntityProperty {
  private static let now = LocalTime(secondsSince1970: 1_795_312_800, offsetSeconds: 8 * 3600)
  private static let place = SourceLocation(file: "", line: 1, column: 1)
  private static let lists = [
    ListEntity(
      name: "product",
      values: [
        .init(value: "hoodie", forms: ["卫衣", "áo nỉ"]), .init(value: "case", forms: ["壳"]),
      ],
      patterns: [EntityPattern(#"(TS|SN)-\d+(-\w{1,3})?"#, location: place)], location: place),
    ListEntity(
      name: "thing", values: [.init(value: "hoodie", forms: ["卫衣", "áo", "áo nỉ đỏ"])],
      patterns: [EntityPattern(#"[^\s]{2,9}x"#, location: place)], location: place),
    ListEntity(
      name: "card", values: [], patterns: [EntityPattern(#"\d{16}"#, location: place)],
      check: .luhn, location: place),
  ]
  private static let extractor = EntityExtractor(
    lists: lists, orderNumberShapes: ["PX-####", "2025#######"])
  private static let own: Set<String> = ["product", "thing", "card"]

  /// The entities of `text`, and the steps they took.
  static func entities(
    _ text: String, language: Language, asked: String?
  ) -> (entities: [Entity], steps: Int) {
    let context = EntityContext(
      Normalizer().fold(text), language: language, now: now, expected: asked)
    let entities = extractor.entities(in: context, raw: Array(text.unicodeScalars))
    return (entities, context.steps)
  }

  /// What is broken for `text`; nil where all is well.
  static func violation(_ text: String, language: Language, asked: String?) -> String? {
    let raw = Array(text.unicodeScalars)
    let entities = entities(text, language: language, asked: asked).entities
    for entity in entities {
      guard 0 <= entity.start, entity.start < entity.end, entity.end <= raw.count else {
        return "\(entity) is no place in \(raw.count) scalars"
      }
      guard Array(entity.text.unicodeScalars) == Array(raw[entity.start..<entity.end]) else {
        return "\(entity) is not what stands there"
      }
      if !isWellFormed(entity) { return "\(entity) has no value of its type" }
    }
    for (left, right) in zip(entities, entities.dropFirst()) where right.start < left.end {
      guard left.start == right.start, left.end == right.end, left.type != right.type,
        own.contains(left.type), own.contains(right.type)
      else { return "\(left) and \(right) overlap" }
    }
    if self.entities(text, language: language, asked: asked).entities != entities {
      return "two runs differ"
    }
    return nil
  }

  private static func isWellFormed(_ entity: Entity) -> Bool {
    let value = entity.value
    switch entity.type {
    case "phone":
      return value.hasPrefix("+") && (8...17).contains(value.count - 1)
        && value.dropFirst().allSatisfy(isDigit)
    case "order_number": return value == value.uppercased() && !value.contains("#")
    case "email": return value.contains("@") && value == value.lowercased()
    case "amount":
      let parts = value.split(separator: " ")
      return Double(parts[0]) != nil && parts.count <= 2
        && (parts.count == 1 || (parts[1].count == 3 && parts[1] == parts[1].uppercased()))
    case "quantity": return Int(value).map { (1...9999).contains($0) } ?? false
    case "height": return Int(value).map { (90...230).contains($0) } ?? false
    case "weight": return Int(value).map { (1...500).contains($0) } ?? false
    case "date":
      let parts = value.split(separator: "T")
      return parts[0].count == 10 && (parts.count == 1 || (parts.count == 2 && parts[1].count == 5))
        && value.allSatisfy { isDigit($0) || "-T:".contains($0) }
    case "size": return value == value.uppercased()
    case "address", "colour": return !value.isEmpty
    default: return own.contains(entity.type)
    }
  }

  private static func isDigit(_ character: Character) -> Bool { "0"..."9" ~= character }
}
