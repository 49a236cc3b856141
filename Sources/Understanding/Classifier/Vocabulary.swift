#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The features seen in training, with the weight that their rarity gives them.
struct Vocabulary: Sendable {
  private var index = FeatureIndex(capacity: 1 << 14)
  private var rarity: [Float] = []
  private var blocks: [UInt8] = []
  private var unseenRarity: Float = 0

  var count: Int { index.count }

  /// Counts in how many of `sources` each feature stands: `idf = ln((1+N)/(1+df)) + 1`.
  init(_ sources: [FeatureSource]) {
    var frequencies: [Int32] = []
    var lastSeen: [Int32] = []
    for (document, source) in sources.enumerated() {
      source.forEachFeature { hash, block, _, _ in
        let feature = Int(index.insert(hash))
        if feature == frequencies.count {
          frequencies.append(0)
          lastSeen.append(-1)
          blocks.append(block.rawValue)
        }
        if lastSeen[feature] != Int32(document) {
          lastSeen[feature] = Int32(document)
          frequencies[feature] += 1
        }
      }
    }
    let documents = Double(sources.count)
    rarity = frequencies.map { Float(log((1 + documents) / (1 + Double($0))) + 1) }
    unseenRarity = Float(log(1 + documents) + 1)
  }

  /// The weighted features of a text.
  ///
  /// Within a block `(1 + ln tf) · idf` at length 1, times the
  /// block's weight, and the whole at length 1 again. Unknown features do not count.
  func vector(of source: FeatureSource) -> FeatureVector {
    var vector = FeatureVector()
    let expected = source.text.count * 4 + 16
    vector.reserve(expected)
    var slots = 64
    while slots < expected * 2 { slots *= 2 }
    let mask = slots - 1
    var (known, unknown): (Float, Float) = (0, 0)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: slots) { table in
      table.initialize(repeating: -1)
      source.forEachFeature { hash, _, range, isWord in
        let feature = index.number(of: hash)
        if isWord {
          if feature < 0 { unknown += unseenRarity } else { known += rarity[Int(feature)] }
        }
        if feature < 0 { return }
        var slot = Int(truncatingIfNeeded: UInt32(bitPattern: feature) &* 0x9E37_79B1) & mask
        while table[slot] >= 0 {
          if vector.features[Int(table[slot])] == feature {
            vector.values[Int(table[slot])] += 1
            return
          }
          slot = (slot &+ 1) & mask
        }
        table[slot] = Int32(truncatingIfNeeded: vector.features.count)
        vector.append(feature, range: range)
      }
    }
    vector.unknownShare = known + unknown > 0 ? unknown / (known + unknown) : 1
    weigh(&vector)
    return vector
  }

  /// The share of the text's words, weighed by rarity, that are not among the features.
  func unknownShare(of source: FeatureSource) -> Float {
    var (known, unknown): (Float, Float) = (0, 0)
    source.forEachWord { hash in
      let feature = index.number(of: hash)
      if feature < 0 { unknown += unseenRarity } else { known += rarity[Int(feature)] }
    }
    return known + unknown > 0 ? unknown / (known + unknown) : 1
  }

  private func weigh(_ vector: inout FeatureVector) {
    var squares = SIMD4<Float>(repeating: 0)
    for i in vector.features.indices {
      let feature = Int(vector.features[i])
      let count = vector.values[i]
      let value = (count > 1 ? 1 + Float(log(Double(count))) : 1) * rarity[feature]
      vector.values[i] = value
      squares[Int(blocks[feature])] += value * value
    }
    var factors = SIMD4<Float>(repeating: 0)
    var total: Float = 0
    for block in FeatureBlock.allCases where squares[Int(block.rawValue)] > 0 {
      factors[Int(block.rawValue)] = block.weight / squares[Int(block.rawValue)].squareRoot()
      total += block.weight * block.weight
    }
    guard total > 0 else { return }
    factors /= total.squareRoot()
    for i in vector.features.indices {
      vector.values[i] *= factors[Int(blocks[Int(vector.features[i])])]
    }
  }
}

extension Vocabulary {
  func encode(to encoder: inout ModelEncoder) {
    index.encode(to: &encoder)
    encoder.write(rarity)
    encoder.write(blocks)
    encoder.write(unseenRarity)
  }

  init(from decoder: inout ModelDecoder) throws(ModelDecoder.Damaged) {
    index = try FeatureIndex(from: &decoder)
    rarity = try decoder.array(of: Float.self)
    blocks = try decoder.array(of: UInt8.self)
    unseenRarity = try decoder.read(Float.self)
    guard rarity.count == index.count, blocks.count == index.count,
      blocks.allSatisfy({ $0 < FeatureBlock.allCases.count })
    else { throw ModelDecoder.Damaged() }
  }
}
