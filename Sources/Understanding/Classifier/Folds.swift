/// Which examples cross-validation holds out together.
enum Folds {
  static let count = 5

  /// The fold that each example is held out in, or nil for those that always teach; `examples` are
  /// in their canonical order.
  ///
  /// Groups of an intent are dealt round, so that every fold has its share of every intent and no
  /// variant of a sentence is asked while another teaches. Off-topic messages always teach, unless
  /// they are to be asked about too.
  static func numbers(
    of examples: [ClassifierTraining.Example], holdingOutOffTopic: Bool = false
  ) -> [Int?] {
    var folds = [Int?](repeating: nil, count: examples.count)
    var dealt = 0
    for (index, example) in examples.enumerated() {
      guard example.isSentence, example.label != nil || holdingOutOffTopic else { continue }
      if index > 0, examples[index - 1].label == example.label, examples[index - 1].isSentence {
        if examples[index - 1].group != example.group { dealt += 1 }
      } else {
        dealt = 0
      }
      folds[index] = dealt % count
    }
    return folds
  }
}
