/// Feature hash → feature number: an open-addressing table in one flat array.
///
/// A Dictionary does the same at five times the cost, and this is asked two hundred times for
/// each message. An entry is eight bytes, so that a look touches one cache line: the upper 40 bits
/// are the hash's, the lower 24 the number. Two of 10⁵ features are taken for one with a chance
/// of 10⁻³; a feature that was never seen for one that was, of 10⁻¹².
struct FeatureIndex: Sendable {
  fileprivate var entries: [UInt64]
  fileprivate(set) var count = 0
  fileprivate var mask: Int

  fileprivate static let free = UInt64.max
  fileprivate static let numberBits: UInt64 = 0xFF_FFFF

  init(capacity: Int = 1024) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    entries = Array(repeating: Self.free, count: size)
    mask = size - 1
  }

  /// The number of the feature, or -1.
  @inline(__always)
  func number(of hash: UInt64) -> Int32 {
    entries.withUnsafeBufferPointer { entries in
      var slot = slot(of: hash)
      while true {
        let entry = entries[slot]
        if (entry ^ hash) & ~Self.numberBits == 0, entry != Self.free {
          return Int32(truncatingIfNeeded: entry & Self.numberBits)
        }
        if entry == Self.free { return -1 }
        slot = (slot &+ 1) & mask
      }
    }
  }

  /// The number of the feature; a new one gets the next.
  mutating func insert(_ hash: UInt64) -> Int32 {
    let known = number(of: hash)
    if known >= 0 { return known }
    precondition(count < Int(Self.numberBits), "more features than an entry can number")
    if count * 2 >= entries.count { grow() }
    place(hash & ~Self.numberBits | UInt64(count))
    count += 1
    return Int32(count - 1)
  }

  /// From the bits that the entry keeps, so that growing needs no more than the entries.
  @inline(__always)
  private func slot(of hash: UInt64) -> Int {
    let kept = hash >> 24
    return Int(truncatingIfNeeded: kept ^ (kept >> 17)) & mask
  }

  private mutating func place(_ entry: UInt64) {
    var slot = slot(of: entry)
    while entries[slot] != Self.free { slot = (slot &+ 1) & mask }
    entries[slot] = entry
  }

  private mutating func grow() {
    let old = entries
    entries = Array(repeating: Self.free, count: old.count * 2)
    mask = entries.count - 1
    for entry in old where entry != Self.free { place(entry) }
  }
}

extension FeatureIndex {
  func encode(to encoder: inout ModelEncoder) {
    encoder.write(UInt64(count))
    encoder.write(entries)
  }

  init(from decoder: inout ModelDecoder) throws(ModelDecoder.Damaged) {
    count = Int(truncatingIfNeeded: try decoder.read(UInt64.self))
    entries = try decoder.array(of: UInt64.self)
    mask = entries.count - 1
    guard entries.count >= 64, entries.count & mask == 0, (0...entries.count / 2).contains(count),
      entries.allSatisfy({ $0 == Self.free || Int($0 & Self.numberBits) < count })
    else { throw ModelDecoder.Damaged() }
  }
}
