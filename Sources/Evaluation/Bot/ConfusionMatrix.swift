package import Understanding

/// How many sentences of each intent were taken for which, by the likeliest intent, whatever its
/// score; off-topic messages have no row.
package struct ConfusionMatrix: Equatable, Sendable {
  /// Sorted by name.
  package let intents: [String]
  /// A row for each intent, in it a column for each intent it was taken for.
  package let counts: [[Int]]

  package init(_ answers: [HeldOutAnswer]) {
    let asked = answers.filter { $0.expected != nil }
    let names = Set(asked.flatMap { [$0.expected, $0.predicted] }.compactMap(\.self)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    var counts = [[Int]](repeating: [Int](repeating: 0, count: names.count), count: names.count)
    for answer in asked {
      guard let row = answer.expected.flatMap({ numbers[$0] }),
        let column = answer.predicted.flatMap({ numbers[$0] })
      else { continue }
      counts[row][column] += 1
    }
    (intents, self.counts) = (names, counts)
  }

  /// How many sentences each intent has.
  package var support: [String: Int] {
    Dictionary(uniqueKeysWithValues: zip(intents, counts.map { $0.reduce(0, +) }))
  }
}
