/// What a scalar is to the tokeniser and to word boundaries.
enum ScalarKind: Sendable {
  /// A letter of a script that writes words: Latin, Greek, Cyrillic, Thai …
  case letter
  case digit
  /// Chinese characters, kana and hangul: each is a token of its own.
  case ideograph
  /// Emoji, and the place-holders that stand for entities.
  case symbol
  case space
  case punctuation

  /// Whether two neighbours of these kinds belong to one word.
  var isWordLike: Bool { self == .letter || self == .digit }

  @inline(__always)
  init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0x80 {
      switch value {
      case 0x61...0x7A, 0x41...0x5A: self = .letter
      case 0x30...0x39: self = .digit
      case 0x20, 0x09...0x0D: self = .space
      default: self = .punctuation
      }
    } else if value < 0x2000 {
      if value >= 0xC0, value < 0x250 || (value >= 0x1E00 && value < 0x1F00) {
        self = value == 0xD7 || value == 0xF7 ? .punctuation : .letter
      } else {
        self = Self.byCategory(scalar)
      }
    } else if (value >= 0x3040 && value < 0x3100 && value != 0x30FB)
      || (value >= 0x3400 && value < 0xA000) || value == 0x3005 || value == 0x3007
      || (value >= 0xAC00 && value < 0xD7B0) || (value >= 0xF900 && value < 0xFB00)
      || (value >= 0x20000 && value < 0x32000)
    {
      self = .ideograph
    } else if (value >= 0x1F000 && value < 0x1FB00) || (value >= 0x2600 && value < 0x27C0)
      || value >= 0xF0000
    {
      self = .symbol
    } else {
      self = Self.byCategory(scalar)
    }
  }

  /// The slow way, for scripts that our customers rarely write.
  private static func byCategory(_ scalar: Unicode.Scalar) -> ScalarKind {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark:
      .letter
    case .decimalNumber, .letterNumber, .otherNumber: .digit
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: .space
    default: .punctuation
    }
  }

  static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    return (value >= 0x4E00 && value < 0xA000) || (value >= 0x3400 && value < 0x4DC0)
      || (value >= 0x20000 && value < 0x32000)
  }
}
