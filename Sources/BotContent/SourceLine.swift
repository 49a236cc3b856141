/// One line as its author meant it: indentation, `- ` or `key: `, value.
struct SourceLine {
  private let source: SourceText
  private let range: Range<Int>
  /// Where the value begins, behind `- ` and `key: `.
  private let value: Int

  init(_ source: SourceText, _ number: Int) {
    self.source = source
    let range = source.lineRange(number)
    self.range = range
    var start = range.lowerBound
    func skip(_ byte: UInt8) {
      while start < range.upperBound, source.bytes[start] == byte { start += 1 }
    }
    skip(32)
    while start + 1 < range.upperBound, source.bytes[start] == UInt8(ascii: "-"),
      source.bytes[start + 1] == 32
    {
      start += 1
      skip(32)
    }
    let isQuoteOrBracket = start < range.upperBound && "\"'[{".utf8.contains(source.bytes[start])
    if !isQuoteOrBracket, let colon = Self.colon(in: start..<range.upperBound, source.bytes) {
      start = colon + 1
      skip(32)
    }
    value = start
  }

  private static func colon(in range: Range<Int>, _ bytes: [UInt8]) -> Int? {
    range.first {
      bytes[$0] == UInt8(ascii: ":") && ($0 + 1 == range.upperBound || bytes[$0 + 1] == 32)
    }
  }

  var indent: Int { range.prefix { source.bytes[$0] == 32 }.count }
  var start: Int { range.lowerBound + indent }
  var isItem: Bool { start < range.upperBound && source.bytes[start] == UInt8(ascii: "-") }

  var indentationTab: Int? {
    let indent = range.prefix { source.bytes[$0] == 32 || source.bytes[$0] == 9 }
    return indent.first { source.bytes[$0] == 9 }
  }

  var colonCount: Int {
    range.count { index in
      source.bytes[index] == UInt8(ascii: ":")
        && (index + 1 == range.upperBound || source.bytes[index + 1] == 32)
    }
  }

  private var sign: Character? {
    value < range.upperBound ? Character(Unicode.Scalar(source.bytes[value])) : nil
  }

  var isBracketSlip: Bool { sign == "[" || sign == "{" }

  /// What a value's first character does to it.
  var startSlip: (offset: Int, message: String)? {
    guard let sign else { return nil }
    let message: String? =
      switch sign {
      case "[", "{":
        if hasTextBehindBracket {
          "`\(sign)` at the start of a value opens a \(sign == "[" ? "list" : "group of keys"); "
            + "put the whole sentence in quotes"
        } else if !isClosed {
          "the `\(sign)` that opens here is never closed"
        } else {
          nil
        }
      case "\"", "'":
        hasTextBehindQuote
          ? "text stands behind the closing quote; put the whole sentence in quotes" : nil
      case "&", "*", "!", "%", "@", "`", "|", ">":
        "a value cannot start with `\(sign)`; put the sentence in quotes"
      default: nil
      }
    return message.map { (value, $0) }
  }

  private var closing: Int? {
    var depth = 0
    for index in value..<range.upperBound {
      switch source.bytes[index] {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }

  private var isClosed: Bool { closing != nil }

  private var hasTextBehindBracket: Bool {
    guard let closing else { return false }
    return hasText(from: closing + 1)
  }

  private var hasTextBehindQuote: Bool {
    let quote = source.bytes[value]
    var index = value + 1
    while index < range.upperBound {
      if source.bytes[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { index += 1 }
      if index < range.upperBound, source.bytes[index] == quote {
        return hasText(from: index + 1)
      }
      index += 1
    }
    return false
  }

  private func hasText(from index: Int) -> Bool {
    guard index < range.upperBound else { return false }
    let rest = source.bytes[index..<range.upperBound].drop { $0 == 32 }
    guard let first = rest.first else { return false }
    return ![UInt8(ascii: "#"), UInt8(ascii: ","), UInt8(ascii: ":")].contains(first)
  }
}
