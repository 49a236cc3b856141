import Understanding

/// Finds the second of two equal keys of one mapping.
///
/// Yams says that a key is there twice and where the first one stands; the author has to delete
/// the second.
struct DuplicateKey {
  struct Place {
    /// Where the key begins, its quote included.
    var start: Int
    /// The bytes of its first character, without the quote.
    var firstCharacter: Range<Int>
  }

  private let key: String
  private let first: Int
  private let source: SourceText

  init(_ key: String, first: Int, in source: SourceText) {
    self.key = key
    self.first = first
    self.source = source
  }

  /// The first key of a line may still stand between braces that were opened above it.
  var second: Place? { isInFlow ? secondInFlow : secondInBlock ?? secondInFlow }

  /// A key of a block stands first on its line, but for `- ` before it.
  private var isInFlow: Bool {
    let place = source.location(at: first)
    let start = source.lineRange(place.line).lowerBound
    return source.bytes[start..<first].contains { ![32, UInt8(ascii: "-")].contains($0) }
  }

  private var secondInBlock: Place? {
    let place = source.location(at: first)
    let indent = first - source.lineRange(place.line).lowerBound
    var line = place.line + 1
    while line <= source.lineCount {
      defer { line += 1 }
      let range = source.lineRange(line)
      guard let start = range.first(where: { source.bytes[$0] != 32 }),
        source.bytes[start] != UInt8(ascii: "#")
      else { continue }
      let depth = start - range.lowerBound
      if depth < indent { return nil }
      if depth == indent, let found = matched(at: start) { return found }
    }
    return nil
  }

  private var secondInFlow: Place? {
    var depth = 0
    var offset = first
    var quote: UInt8?
    while offset < source.bytes.count {
      let byte = source.bytes[offset]
      if let open = quote {
        if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") { offset += 1 }
        if byte == open { quote = nil }
      } else {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
          // An apostrophe inside a word opens nothing.
          if offset == first || Self.isBoundary(source.bytes[offset - 1]) { quote = byte }
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
          depth -= 1
          if depth < 0 { return nil }
        case UInt8(ascii: ",") where depth == 0:
          var start = offset + 1
          while start < source.bytes.count, Self.isBlank(source.bytes[start]) { start += 1 }
          if let found = matched(at: start) { return found }
        default: break
        }
      }
      offset += 1
    }
    return nil
  }

  /// The key at `start`, where it is this one with a colon behind it.
  private func matched(at start: Int) -> Place? {
    guard start < source.bytes.count, let width = key.utf8.first.map(Self.width) else { return nil }
    let mark = source.bytes[start]
    let isQuoted = mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'")
    let open = isQuoted ? start + 1 : start
    var end = open + key.utf8.count
    guard end <= source.bytes.count, source.bytes[open..<end].elementsEqual(key.utf8) else {
      return nil
    }
    if isQuoted {
      guard end < source.bytes.count, source.bytes[end] == mark else { return nil }
      end += 1
    }
    while end < source.bytes.count, source.bytes[end] == 32 { end += 1 }
    guard end < source.bytes.count, source.bytes[end] == UInt8(ascii: ":") else { return nil }
    return Place(start: start, firstCharacter: open..<open + width)
  }

  private static func width(_ lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  private static func isBlank(_ byte: UInt8) -> Bool { [9, 10, 13, 32].contains(byte) }

  private static func isBoundary(_ byte: UInt8) -> Bool {
    isBlank(byte) || [UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{")].contains(byte)
  }
}
