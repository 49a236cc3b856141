/// The families of features, each weighed by itself (CLASSIFIER.md, recipe M).
enum FeatureBlock: UInt8, CaseIterable, Sendable {
  /// Words and pairs of words.
  case words
  /// Two to four characters inside a padded word.
  case characters
  /// The first four characters of a word.
  case prefixes

  var weight: Float {
    switch self {
    case .words: 1
    case .characters: 1.5
    case .prefixes: 0.7
    }
  }
}

/// One feature as it stands in a text, named by a hash.
///
/// 64 bits over some 10⁵ features: the chance of one collision is about 10⁻⁹, so nobody checks.
struct FeatureHash {
  private(set) var value: UInt64

  @inline(__always)
  init(_ block: FeatureBlock, _ kind: UInt64) {
    value = (UInt64(block.rawValue) &+ 1) &* 0x9E37_79B9_7F4A_7C15 &+ kind
  }

  @inline(__always)
  mutating func combine(_ other: UInt64) {
    value = (value ^ other) &* 0xD6E8_FEB8_6659_FD93
    value ^= value >> 32
  }
}
