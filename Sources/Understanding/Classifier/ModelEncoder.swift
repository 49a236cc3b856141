/// Writes what training made, so that the next start need not train.
///
/// Little-endian, arrays as they lie in memory, each behind its count; a checksum at the end. For
/// the machine that wrote it: nobody carries it elsewhere, and who does trains again.
struct ModelEncoder {
  /// Counts the changes of what is written and of how a text is turned into features; a model of
  /// another version is not read.
  static let version: UInt64 = 1
  static let magic: UInt64 = 0x6C65_646F_6D79_6C70

  private(set) var bytes: [UInt8] = []

  init() {
    write(Self.magic)
    write(Self.version)
  }

  mutating func write<Value: BitwiseCopyable>(_ value: Value) {
    withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
  }

  mutating func write<Element: BitwiseCopyable>(_ array: [Element]) {
    write(UInt64(array.count))
    array.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ strings: [String]) {
    write(UInt64(strings.count))
    for string in strings { write(Array(string.utf8)) }
  }

  mutating func finish() -> [UInt8] {
    write(bytes.withUnsafeBytes { ModelDecoder.checksum($0) })
    return bytes
  }
}
