/// Reads what `ModelEncoder` wrote; says no to anything else, whatever it is.
///
/// The bytes are the caller's, who may have mapped them from a file: a model is large, and a start
/// should not copy it about.
struct ModelDecoder {
  struct Damaged: Error {}

  private let bytes: UnsafeRawBufferPointer
  private var offset = 0
  private let end: Int

  init(_ bytes: UnsafeRawBufferPointer) throws(Damaged) {
    self.bytes = bytes
    end = bytes.count - MemoryLayout<UInt64>.size
    guard end >= 0 else { throw Damaged() }
    let sum = bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self)
    guard sum == Self.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<end])) else {
      throw Damaged()
    }
    guard try read(UInt64.self) == ModelEncoder.magic,
      try read(UInt64.self) == ModelEncoder.version
    else { throw Damaged() }
  }

  var isAtEnd: Bool { offset == end }

  mutating func read<Value: BitwiseCopyable>(_ type: Value.Type) throws(Damaged) -> Value {
    let size = MemoryLayout<Value>.size
    guard end - offset >= size else { throw Damaged() }
    defer { offset += size }
    return bytes.loadUnaligned(fromByteOffset: offset, as: type)
  }

  mutating func array<Element: BitwiseCopyable>(
    of type: Element.Type
  ) throws(Damaged) -> [Element] {
    let stride = MemoryLayout<Element>.stride
    guard let count = Int(exactly: try read(UInt64.self)), count <= (end - offset) / stride else {
      throw Damaged()
    }
    defer { offset += count * stride }
    let part = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count * stride])
    return Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: part)
      initialized = count
    }
  }

  mutating func strings() throws(Damaged) -> [String] {
    let count = try read(UInt64.self)
    guard count <= UInt64(end - offset) else { throw Damaged() }
    var strings: [String] = []
    for _ in 0..<count {
      strings.append(String(decoding: try array(of: UInt8.self), as: UTF8.self))
    }
    return strings
  }

  /// Eight bytes at a time: damage shows, malice is not looked for – whoever can write the file can
  /// write the rules.
  static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var sum = UInt64(bytes.count)
    var offset = 0
    while offset + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      sum = ((sum << 23 | sum >> 41) ^ word) &* 0x9E37_79B9_7F4A_7C15
      offset += 8
    }
    for byte in bytes[offset...] { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return sum
  }
}
