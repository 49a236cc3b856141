/// The features of one text that training has seen, each once, with its weight and place.
struct FeatureVector: Sendable {
  var features: [Int32] = []
  var values: [Float] = []
  /// Where each feature first stands in the normalised text.
  var ranges: [Range<Int>] = []
  /// The share of the text's words, weighed by rarity, that training has never seen; 1 for a
  /// text without words.
  var unknownShare: Float = 1

  mutating func reserve(_ capacity: Int) {
    features.reserveCapacity(capacity)
    values.reserveCapacity(capacity)
    ranges.reserveCapacity(capacity)
  }

  @inline(__always)
  mutating func append(_ feature: Int32, range: Range<Int>) {
    features.append(feature)
    values.append(1)
    ranges.append(range)
  }
}
