import Understanding

extension SourceText {
  /// Where the scalar at `wanted` of a text's value stands in the file.
  ///
  /// Follows quotes, escapes and the lines of block texts; where a value cannot be followed, the
  /// place of the whole text is the answer.
  func location(of text: LocatedText, offset wanted: Int) -> SourceLocation {
    let start = offset(line: text.location.line, column: text.location.column)
    let found: Int? =
      switch text.style {
      case .plain: plainOffset(from: start, wanted)
      case .singleQuoted: quotedOffset(from: start + 1, wanted, pair: Array("''".utf8))
      case .doubleQuoted: quotedOffset(from: start + 1, wanted, pair: nil)
      case .block: blockOffset(text, line: text.location.line + 1, wanted)
      }
    return found.map { location(at: $0) } ?? text.location
  }

  private func width(at offset: Int) -> Int {
    switch bytes[offset] {
    case ..<0x80: 1
    case ..<0xE0: 2
    case ..<0xF0: 3
    default: 4
    }
  }

  private func isLineEnd(_ offset: Int) -> Bool {
    offset >= bytes.count || bytes[offset] == 10 || bytes[offset] == 13
  }

  private func plainOffset(from start: Int, _ wanted: Int) -> Int? {
    var offset = start
    for _ in 0..<wanted {
      guard !isLineEnd(offset) else { return nil }
      offset += width(at: offset)
    }
    return offset
  }

  /// `pair` is what stands for one quote; nil for double quotes, where a backslash escapes.
  private func quotedOffset(from start: Int, _ wanted: Int, pair: [UInt8]?) -> Int? {
    var offset = start
    for _ in 0..<wanted {
      guard !isLineEnd(offset) else { return nil }
      if let pair {
        offset += bytes[offset...].starts(with: pair) ? 2 : width(at: offset)
      } else if bytes[offset] == UInt8(ascii: "\\") {
        offset += escapeLength(at: offset)
      } else {
        offset += width(at: offset)
      }
    }
    return offset
  }

  private func escapeLength(at offset: Int) -> Int {
    guard offset + 1 < bytes.count else { return 1 }
    switch bytes[offset + 1] {
    case UInt8(ascii: "x"): return 4
    case UInt8(ascii: "u"): return 6
    case UInt8(ascii: "U"): return 10
    default: return 1 + width(at: offset + 1)
    }
  }

  /// Each line of a block is a line of the value, less the indentation of the first.
  private func blockOffset(_ text: LocatedText, line first: Int, _ wanted: Int) -> Int? {
    guard first <= lineCount else { return nil }
    let indent = lineRange(first).prefix { bytes[$0] == 32 }.count
    var line = first
    var left = wanted
    while line <= lineCount {
      let range = lineRange(line)
      var offset = min(range.lowerBound + indent, range.upperBound)
      while offset < range.upperBound, left > 0 {
        offset += width(at: offset)
        left -= 1
      }
      if left == 0 { return offset }
      left -= 1
      line += 1
    }
    return nil
  }
}
