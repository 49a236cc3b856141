/// A linear model: a row of class weights for each feature, and a bias.
///
/// A value: equal examples, in whatever order, give equal models.
struct IntentModel: Sendable {
  /// The intents, sorted; off-topic, where trained, is one class more.
  let labels: [String]
  let hasOffTopic: Bool
  let vocabulary: Vocabulary
  /// `lanesPerRow` lanes for each feature, one after the other.
  let weights: [Lanes]
  let bias: [Lanes]
  /// Each feature's average weight over the intents.
  private let means: [Float]

  init(
    labels: [String], hasOffTopic: Bool, vocabulary: Vocabulary, weights: [Lanes], bias: [Lanes]
  ) {
    self.labels = labels
    self.hasOffTopic = hasOffTopic
    self.vocabulary = vocabulary
    self.weights = weights
    self.bias = bias
    let stride = bias.count
    means = (0..<vocabulary.count).map { feature in
      var sum: Float = 0
      for k in labels.indices { sum += weights[feature * stride + k / 16][k % 16] }
      return sum / Float(max(1, labels.count))
    }
  }

  var classes: Int { labels.count + (hasOffTopic ? 1 : 0) }
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

  /// What each feature of `vector` adds to `label`, against the average of the intents.
  func contributions(of vector: FeatureVector, to label: Int) -> [Float] {
    zip(vector.features, vector.values).map { feature, value in
      let row = Int(feature) * lanesPerRow
      return value * (weights[row + label / 16][label % 16] - means[Int(feature)])
    }
  }
}
