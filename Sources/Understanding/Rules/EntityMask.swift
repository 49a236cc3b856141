/// Puts a place-holder where an entity stands, so that `track 20251120778` and
/// `track {order_number}` are one sentence.
struct EntityMask: Sendable {
  private static let firstPlaceholder: UInt32 = 0xF0000

  /// The types that are masked, by their place-holder.
  let types: [String]
  private let numbers: [String: Int]

  init(types: Set<String>) {
    self.types = types.sorted()
    numbers = Dictionary(uniqueKeysWithValues: self.types.enumerated().map { ($1, $0) })
  }

  func placeholder(for type: String) -> Unicode.Scalar? {
    numbers[type].flatMap { Unicode.Scalar(Self.firstPlaceholder + UInt32($0)) }
  }

  /// `{order_number}` for its place-holder; nil for any other scalar.
  func name(of scalar: Unicode.Scalar) -> String? {
    guard scalar.value >= Self.firstPlaceholder else { return nil }
    let number = Int(scalar.value - Self.firstPlaceholder)
    return number < types.count ? "{\(types[number])}" : nil
  }

  /// `text` with each entity of a masked type as one place-holder; entities are sorted by place.
  func masked(
    _ text: NormalizedText, _ entities: [Entity], only: Set<String>? = nil
  ) -> NormalizedText {
    let replaced = entities.filter { numbers[$0.type] != nil && (only?.contains($0.type) ?? true) }
    if replaced.isEmpty { return text }
    var result = NormalizedText()
    result.reserve(text.count)
    var next = 0
    var masked: Int?
    for i in text.scalars.indices {
      let start = Int(text.starts[i])
      while next < replaced.count, replaced[next].end <= start { next += 1 }
      guard next < replaced.count, replaced[next].start <= start,
        let placeholder = placeholder(for: replaced[next].type)
      else {
        result.append(text, at: i)
        continue
      }
      if masked == next {
        result.extendLast(to: text.ends[i])
      } else {
        result.append(placeholder, start: text.starts[i], end: text.ends[i])
        masked = next
      }
    }
    return result
  }
}
