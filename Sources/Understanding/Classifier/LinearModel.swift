/// A row of class weights for each feature, and a bias.
///
/// A value: equal examples, in whatever order, give equal models.
struct LinearModel: Sendable {
  /// How many classes there are; the first `intents` of them are intents.
  let classes: Int
  let vocabulary: Vocabulary
  /// `lanesPerRow` lanes for each feature, one after the other.
  let weights: [Lanes]
  let bias: [Lanes]
  /// Each feature's average weight over the intents.
  private let means: [Float]

  init(
    classes: Int, intents: Int, vocabulary: Vocabulary, weights: [Lanes], bias: [Lanes]
  ) {
    self.classes = classes
    self.vocabulary = vocabulary
    self.weights = weights
    self.bias = bias
    let stride = bias.count
    let (whole, rest) = (intents / 16, intents % 16)
    means = (0..<vocabulary.count).map { feature in
      var sums = Lanes(repeating: 0)
      for lane in 0..<whole { sums += weights[feature * stride + lane] }
      for k in 0..<rest { sums[k] += weights[feature * stride + whole][k] }
      return sums.sum() / Float(max(1, intents))
    }
  }

  var lanesPerRow: Int { bias.count }
  var bytes: Int { weights.count * MemoryLayout<Lanes>.stride }

  /// `z = Wᵀx + bias`, one value for each class.
  func logits(of vector: FeatureVector) -> [Float] {
    var result = [Float](repeating: 0, count: classes)
    weights.withUnsafeBufferPointer { weights in
      vector.features.withUnsafeBufferPointer { features in
        vector.values.withUnsafeBufferPointer { values in
          let stride = lanesPerRow
          for lane in 0..<stride {
            var sum = bias[lane]
            for i in 0..<features.count {
              sum += weights[Int(features[i]) &* stride &+ lane] * values[i]
            }
            let first = lane * 16
            for k in first..<min(first + 16, result.count) { result[k] = sum[k - first] }
          }
        }
      }
    }
    return result
  }

  /// What each feature of `vector` adds to the class `label`, against the average of the intents.
  func contributions(of vector: FeatureVector, to label: Int) -> [Float] {
    let (lane, place) = (label / 16, label % 16)
    return vector.features.indices.map { index in
      let feature = Int(vector.features[index])
      let weight = weights[feature * lanesPerRow + lane][place]
      return vector.values[index] * (weight - means[feature])
    }
  }
}

extension LinearModel {
  func encode(to encoder: inout ModelEncoder) {
    encoder.write(UInt64(classes))
    vocabulary.encode(to: &encoder)
    encoder.write(weights)
    encoder.write(bias)
  }

  init(from decoder: inout ModelDecoder, intents: Int) throws(ModelDecoder.Damaged) {
    let classes = try decoder.read(UInt64.self)
    let vocabulary = try Vocabulary(from: &decoder)
    let weights = try decoder.array(of: Lanes.self)
    let bias = try decoder.array(of: Lanes.self)
    guard classes <= UInt64(bias.count) * 16, intents <= Int(classes),
      weights.count == vocabulary.count * bias.count
    else { throw ModelDecoder.Damaged() }
    self.init(
      classes: Int(classes), intents: intents, vocabulary: vocabulary, weights: weights, bias: bias
    )
  }
}
