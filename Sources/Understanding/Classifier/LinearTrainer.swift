/// Fits a `LinearModel` to examples: recipe M of the classifier notes.
///
/// Softmax over the classes, plain SGD from zero with a learning rate that falls to zero, label
/// smoothing, and a margin that the true class must win by. Examples are sorted first and
/// shuffled by a fixed seed, so that neither their order nor the machine matters.
struct LinearTrainer: Sendable {
  /// What an example says about its class.
  enum Role: Int, Sendable { case example, nearMiss }

  struct Example: Sendable {
    var label: Int
    var source: FeatureSource
    var role = Role.example
  }

  var epochs = 15
  private let learningRate: Float = 1.5
  private let margin: Float = 2
  private let smoothing: Float = 0.1
  private let biasRate: Float = 0.1

  /// `examples` must already be in their canonical order; `intents` as a label is off-topic.
  func model(intents: Int, hasOffTopic: Bool, examples: [Example]) -> LinearModel {
    let vocabulary = Vocabulary(examples.map(\.source))
    let rows = TrainingRows(examples.map { vocabulary.vector(of: $0.source) })
    let classes = intents + (hasOffTopic ? 1 : 0)
    let stride = max(1, (classes + 15) / 16)
    var weights = [Lanes](repeating: Lanes(repeating: 0), count: vocabulary.count * stride)
    // Lanes beyond the last class never take part: e^-1e30 is 0.
    var bias = (0..<stride).map { lane in
      var row = Lanes(repeating: 0)
      for i in 0..<16 where lane * 16 + i >= classes { row[i] = -1e30 }
      return row
    }
    let targets = examples.map { (label: $0.label, role: $0.role) }
    var order = Array(examples.indices)
    var random = SplitMix64(seed: 20_251_120)
    let updates = Float(max(1, epochs * examples.count))
    var done: Float = 0
    weights.withUnsafeMutableBufferPointer { weights in
      bias.withUnsafeMutableBufferPointer { bias in
        rows.features.withUnsafeBufferPointer { features in
          rows.values.withUnsafeBufferPointer { values in
            withUnsafeTemporaryAllocation(of: Lanes.self, capacity: stride) { errors in
              for _ in 0..<epochs {
                random.shuffle(&order)
                for index in order {
                  let rate = learningRate * (1 - done / updates)
                  done += 1
                  let range = rows.starts[index]..<rows.starts[index + 1]
                  update(
                    weights, bias, errors, UnsafeBufferPointer(rebasing: features[range]),
                    UnsafeBufferPointer(rebasing: values[range]), targets[index], rate: rate,
                    classes: classes)
                }
              }
            }
          }
        }
      }
    }
    return LinearModel(
      classes: classes, intents: intents, vocabulary: vocabulary, weights: weights, bias: bias)
  }

  @inline(__always)
  private func update(
    _ weights: UnsafeMutableBufferPointer<Lanes>, _ bias: UnsafeMutableBufferPointer<Lanes>,
    _ errors: UnsafeMutableBufferPointer<Lanes>, _ features: UnsafeBufferPointer<Int32>,
    _ values: UnsafeBufferPointer<Float>, _ target: (label: Int, role: Role), rate: Float,
    classes: Int
  ) {
    let stride = bias.count
    for lane in 0..<stride { errors[lane] = bias[lane] }
    for i in 0..<features.count {
      let row = Int(features[i]) &* stride
      let value = values[i]
      for lane in 0..<stride { errors[lane] += weights[row &+ lane] * value }
    }
    switch target.role {
    case .example: turn(errors, towards: target.label, classes: classes)
    case .nearMiss: turn(errors, awayFrom: target.label)
    }
    for lane in 0..<stride {
      errors[lane] *= rate
      bias[lane] += errors[lane] * biasRate
    }
    for i in 0..<features.count {
      let row = Int(features[i]) &* stride
      let value = values[i]
      for lane in 0..<stride { weights[row &+ lane] += errors[lane] * value }
    }
  }

  /// Turns logits into `target - p` with the target `label`, smoothed, and a margin to win by.
  @inline(__always)
  private func turn(
    _ row: UnsafeMutableBufferPointer<Lanes>, towards label: Int, classes: Int
  ) {
    row[label / 16][label % 16] -= margin
    probabilities(row)
    let rest = smoothing / Float(classes)
    for lane in row.indices {
      var target = Lanes(repeating: rest)
      if (lane + 1) * 16 > classes {
        for i in 0..<16 where lane * 16 + i >= classes { target[i] = 0 }
      }
      row[lane] = target - row[lane]
    }
    row[label / 16][label % 16] += 1 - smoothing
  }

  /// Turns logits into the error that takes `label`'s share and gives it to the others as they
  /// stand: all that a near miss says is what the text does not mean.
  @inline(__always)
  private func turn(_ row: UnsafeMutableBufferPointer<Lanes>, awayFrom label: Int) {
    probabilities(row)
    let share = row[label / 16][label % 16]
    let factor = share / max(1e-3, 1 - share)
    for lane in row.indices { row[lane] *= factor }
    row[label / 16][label % 16] = -share
  }

  @inline(__always)
  private func probabilities(_ row: UnsafeMutableBufferPointer<Lanes>) {
    var top = Lanes(repeating: -1e30)
    for lane in row.indices { top.replace(with: row[lane], where: row[lane] .> top) }
    let shift = top.max()
    var sums = Lanes(repeating: 0)
    for lane in row.indices {
      let excluded = row[lane] .< Lanes(repeating: -1e29)
      row[lane] = (row[lane] - shift).exponential.replacing(with: 0, where: excluded)
      sums += row[lane]
    }
    let scale = 1 / sums.sum()
    for lane in row.indices { row[lane] *= scale }
  }
}
