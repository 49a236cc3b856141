/// Reads one JSON value (RFC 8259) from the bytes of a line, strictly.
///
/// Our own and not Foundation's, for three reasons that were measured: Foundation takes 12 µs for
/// a line that this reads in 2, it accepts `[1,]` and a byte order mark, and it has no limit
/// for depth. The choices where the RFC leaves one:
///
/// - Nesting deeper than 32 is refused; the reader recurses, and a stack is finite.
/// - A name given twice keeps the last value, as browsers and Python do.
/// - Half of a surrogate pair (`\ud83d` alone, an emoji cut by a length limit) becomes U+FFFD: a
///   customer's message is worth more than its last character.
/// - A number too large for a `Double` is refused, one too small is 0.
/// - NaN, comments, trailing commas, single quotes and a byte order mark are no JSON.
struct JSONParser {
  static let maxDepth = 32

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// The value of a whole line; white space around it is allowed, anything else is not.
  static func value(of line: [UInt8]) throws(ProtocolError) -> JSONValue {
    let parsed = line.withUnsafeBufferPointer { bytes -> Result<JSONValue, ProtocolError> in
      var parser = JSONParser(bytes: bytes)
      do throws(ProtocolError) {
        return .success(try parser.document())
      } catch {
        return .failure(error)
      }
    }
    return try parsed.get()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func document() throws(ProtocolError) -> JSONValue {
    let value = try value(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw wrong("only one value a line") }
    return value
  }

  private mutating func value(depth: Int) throws(ProtocolError) -> JSONValue {
    skipSpace()
    guard position < bytes.count else { throw wrong("a value") }
    switch bytes[position] {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "t"): return try word("true", means: .bool(true))
    case UInt8(ascii: "f"): return try word("false", means: .bool(false))
    case UInt8(ascii: "n"): return try word("null", means: .null)
    default: throw wrong("a value")
    }
  }

  private mutating func object(depth: Int) throws(ProtocolError) -> [String: JSONValue] {
    try enter(depth)
    var members: [String: JSONValue] = [:]
    skipSpace()
    if take(UInt8(ascii: "}")) { return members }
    while true {
      skipSpace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw wrong("a name in double quotes")
      }
      let name = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw wrong("':' after a name") }
      members[name] = try value(depth: depth)
      skipSpace()
      if take(UInt8(ascii: "}")) { return members }
      guard take(UInt8(ascii: ",")) else { throw wrong("',' or '}'") }
    }
  }

  private mutating func array(depth: Int) throws(ProtocolError) -> [JSONValue] {
    try enter(depth)
    var elements: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return elements }
    while true {
      elements.append(try value(depth: depth))
      skipSpace()
      if take(UInt8(ascii: "]")) { return elements }
      guard take(UInt8(ascii: ",")) else { throw wrong("',' or ']'") }
    }
  }

  /// Steps over the bracket that opens this level.
  private mutating func enter(_ depth: Int) throws(ProtocolError) {
    guard depth <= Self.maxDepth else {
      throw ProtocolError(
        .parseError, "This JSON is nested deeper than \(Self.maxDepth) levels. Flatten it.")
    }
    position += 1
  }

  private mutating func word(
    _ word: StaticString, means value: JSONValue
  ) throws(ProtocolError) -> JSONValue {
    let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[position...].starts(with: letters) else { throw wrong("a value") }
    position += letters.count
    return value
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private func wrong(_ expected: String) -> ProtocolError {
    ProtocolError(
      .parseError,
      """
      This line is no JSON: expected \(expected) at byte \(position + 1) of \(bytes.count). Send one \
      JSON object a line, without raw line breaks in it.
      """)
  }
}

// MARK: - Numbers

extension JSONParser {
  private mutating func number() throws(ProtocolError) -> JSONValue {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    var isWhole = true
    if take(UInt8(ascii: ".")) {
      isWhole = false
      try digits()
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isWhole = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let integer = Int(text) { return .integer(integer) }
    guard let double = Double(text), double.isFinite else {
      throw ProtocolError(
        .parseError, "The number at byte \(start + 1) is too large. Send it as a string.")
    }
    return Int(exactly: double).map(JSONValue.integer) ?? .number(double)
  }

  private mutating func digits() throws(ProtocolError) {
    let start = position
    while position < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[position] {
      position += 1
    }
    guard position > start else { throw wrong("a digit") }
  }
}

// MARK: - Strings

extension JSONParser {
  /// A string from its opening quote to its closing one.
  private mutating func string() throws(ProtocolError) -> String {
    position += 1
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let text = try utf8(bytes[start..<position])
        position += 1
        return text
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      case 0..<0x20: throw wrong("no raw control character in a string")
      default: position += 1
      }
    }
    throw wrong("a closing quote")
  }

  /// The slower way, from the first backslash on.
  private mutating func escapedString(from start: Int) throws(ProtocolError) -> String {
    var text = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        let result = try utf8(text)
        position += 1
        return result
      case UInt8(ascii: "\\"):
        position += 1
        text.append(contentsOf: try escape().utf8)
      case 0..<0x20: throw wrong("no raw control character in a string")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw wrong("a closing quote")
  }

  /// What an escape stands for; the backslash is behind us.
  private mutating func escape() throws(ProtocolError) -> Unicode.Scalar {
    guard position < bytes.count else { throw wrong("an escape") }
    let letter = bytes[position]
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try scalar(startingWith: codeUnit())
    default:
      position -= 1
      throw wrong("one of the escapes of JSON")
    }
  }

  private mutating func scalar(startingWith first: UInt16) throws(ProtocolError) -> Unicode.Scalar {
    if let scalar = Unicode.Scalar(first) { return scalar }
    let afterFirst = position
    if UTF16.isLeadSurrogate(first), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
      let second = try codeUnit()
      if UTF16.isTrailSurrogate(second) {
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
      }
    }
    // What follows the lone half is read again, as whatever it is.
    position = afterFirst
    return "\u{FFFD}"
  }

  private mutating func codeUnit() throws(ProtocolError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard position < bytes.count,
        let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue
      else { throw wrong("four hexadecimal digits") }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }

  private func utf8(_ bytes: some Sequence<UInt8>) throws(ProtocolError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .badUTF8 }
    return text
  }
}
