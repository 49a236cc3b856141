/// Feature hash → feature number: an open-addressing table in two flat arrays.
///
/// A Dictionary does the same at five times the cost, and this is asked two hundred times for
/// each message.
struct FeatureIndex: Sendable {
  private var keys: [UInt64]
  private var values: [Int32]
  private(set) var count = 0
  private var mask: Int

  init(capacity: Int = 1024) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    values = Array(repeating: -1, count: size)
    mask = size - 1
  }

  /// The number of the feature, or -1.
  @inline(__always)
  func number(of hash: UInt64) -> Int32 {
    keys.withUnsafeBufferPointer { keys in
      values.withUnsafeBufferPointer { values in
        var slot = Int(truncatingIfNeeded: hash ^ (hash >> 29)) & mask
        while values[slot] >= 0 {
          if keys[slot] == hash { return values[slot] }
          slot = (slot &+ 1) & mask
        }
        return -1
      }
    }
  }

  /// The number of the feature; a new one gets the next.
  mutating func insert(_ hash: UInt64) -> Int32 {
    if count * 2 >= keys.count { grow() }
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 29)) & mask
    while values[slot] >= 0 {
      if keys[slot] == hash { return values[slot] }
      slot = (slot &+ 1) & mask
    }
    keys[slot] = hash
    values[slot] = Int32(count)
    count += 1
    return Int32(count - 1)
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    keys = Array(repeating: 0, count: oldKeys.count * 2)
    values = Array(repeating: -1, count: oldKeys.count * 2)
    mask = keys.count - 1
    for (key, value) in zip(oldKeys, oldValues) where value >= 0 {
      var slot = Int(truncatingIfNeeded: key ^ (key >> 29)) & mask
      while values[slot] >= 0 { slot = (slot &+ 1) & mask }
      keys[slot] = key
      values[slot] = value
    }
  }
}
