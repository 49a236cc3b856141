import Foundation
import Understanding

/// The text of one content file, with its lines, to turn places into bytes and back.
///
/// Valid UTF-8 without control characters, byte-order mark and exotic line ends: whoever reads on
/// counts the same lines as the author's editor.
struct SourceText: Sendable {
  /// A larger file is refused: the largest of a real shop has a twentieth of it.
  static let byteLimit = 1_048_576

  let file: String
  let text: String
  let bytes: [UInt8]
  private let lineStarts: [Int]

  init(file: String, text: String) {
    self.file = file
    self.text = text
    bytes = Array(text.utf8)
    lineStarts = Self.lineStarts(bytes)
  }

  /// What to show of a file whose bytes may be anything.
  static func displayed(_ data: Data) -> String {
    String(decoding: data.starts(with: mark) ? data.dropFirst(mark.count) : data, as: UTF8.self)
  }

  /// The byte-order mark that some editors write.
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Reads a file, or says why its bytes are no text.
  static func read(_ data: Data, file: String, log: FindingLog) -> SourceText? {
    var bytes = Array(data)
    if bytes.starts(with: mark) { bytes.removeFirst(mark.count) }
    guard bytes.count <= byteLimit else {
      log.error(.tooLarge, at: start(of: file), "the file is larger than 1 MiB; split it")
      return nil
    }
    if let bad = firstInvalidByte(bytes) {
      log.error(
        .encoding, at: location(at: bad, in: bytes, file: file),
        "byte 0x\(String(bytes[bad], radix: 16, uppercase: true)) is not UTF-8; "
          + "save the file as UTF-8")
      return nil
    }
    let source = SourceText(file: file, text: String(decoding: bytes, as: UTF8.self))
    var isClean = true
    var offset = 0
    for scalar in source.text.unicodeScalars {
      if let name = forbiddenName(scalar) {
        log.error(.encoding, at: source.location(at: offset), "\(name) does not belong in content")
        isClean = false
      }
      offset += UTF8.width(scalar)
    }
    return isClean ? source : nil
  }

  static func start(of file: String) -> SourceLocation {
    SourceLocation(file: file, line: 1, column: 1)
  }

  var lineCount: Int { lineStarts.count }

  /// The bytes of a line without its end; clamped to the last line.
  func lineRange(_ line: Int) -> Range<Int> {
    let index = min(max(line, 1), lineStarts.count) - 1
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
    while end > lineStarts[index], bytes[end - 1] == 10 || bytes[end - 1] == 13 { end -= 1 }
    return lineStarts[index]..<end
  }

  func line(_ line: Int) -> String { String(decoding: bytes[lineRange(line)], as: UTF8.self) }

  /// The byte at a place, clamped to the line.
  func offset(line: Int, column: Int) -> Int {
    let range = lineRange(line)
    var offset = range.lowerBound
    var column = column
    while column > 1, offset < range.upperBound {
      offset += 1
      while offset < range.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      column -= 1
    }
    return offset
  }

  func location(at offset: Int) -> SourceLocation {
    let offset = min(offset, bytes.count)
    let line = lineStarts.partitioningIndex { $0 > offset }
    let start = lineStarts[line - 1]
    let column = bytes[start..<offset].count { $0 & 0xC0 != 0x80 } + 1
    return SourceLocation(file: file, line: line, column: column)
  }

  /// A place that a parser reported, moved to the end of the text where it points past it.
  func clamped(line: Int, column: Int) -> SourceLocation {
    guard line <= lineCount, !(line == lineCount && lineRange(line).isEmpty) else {
      let last = bytes.lastIndex { ![9, 10, 13, 32].contains($0) }
      return location(at: last.map { $0 + 1 } ?? 0)
    }
    return location(at: offset(line: line, column: column))
  }

  private static func lineStarts(_ bytes: [UInt8]) -> [Int] {
    var starts = [0]
    for (index, byte) in bytes.enumerated() {
      let isLoneReturn = byte == 13 && !(index + 1 < bytes.count && bytes[index + 1] == 10)
      if byte == 10 || isLoneReturn { starts.append(index + 1) }
    }
    return starts
  }

  private static func firstInvalidByte(_ bytes: [UInt8]) -> Int? {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }

  private static func location(at offset: Int, in bytes: [UInt8], file: String) -> SourceLocation {
    SourceText(file: file, text: String(decoding: bytes[..<offset], as: UTF8.self))
      .location(at: offset)
  }

  private static func forbiddenName(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 9, 10, 13: nil
    case 0: "a NUL byte"
    case ..<32, 0x7F..<0xA0: "the control character U+\(hex(scalar))"
    case 0x2028, 0x2029: "the line separator U+\(hex(scalar))"
    case 0xFEFF: "a byte-order mark inside the text"
    case 0xFFFE, 0xFFFF: "the non-character U+\(hex(scalar))"
    default: nil
    }
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension [Int] {
  /// The first index whose element satisfies a predicate that stays true once it is.
  fileprivate func partitioningIndex(where isAfter: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
