/// How many slips of the hand lie between two words.
enum Slips {
  /// The fewest insertions, deletions, replacements and exchanges of neighbours that make one word
  /// of the other (optimal string alignment); nil where that is more than `most`, or none.
  static func between(
    _ one: ArraySlice<Unicode.Scalar>, _ other: ArraySlice<Unicode.Scalar>, most: Int
  ) -> Int? {
    if abs(one.count - other.count) > most { return nil }
    let width = other.count + 1
    // Three rows, used in turn.
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: width * 3) { table in
      for j in 0..<width { table[j] = j }
      for i in 1...max(1, one.count) where i <= one.count {
        let (row, above) = (i % 3 * width, (i + 2) % 3 * width)
        let twoAbove = (i + 1) % 3 * width
        table[row] = i
        var least = i
        let letter = one[one.startIndex + i - 1]
        for j in 1..<max(1, width) {
          let otherLetter = other[other.startIndex + j - 1]
          var cost = table[above + j - 1] + (letter == otherLetter ? 0 : 1)
          cost = min(cost, table[above + j] + 1, table[row + j - 1] + 1)
          if i > 1, j > 1, letter == other[other.startIndex + j - 2],
            one[one.startIndex + i - 2] == otherLetter
          {
            cost = min(cost, table[twoAbove + j - 2] + 1)
          }
          table[row + j] = cost
          least = min(least, cost)
        }
        if least > most { return nil }
      }
      let slips = table[one.count % 3 * width + width - 1]
      return slips > 0 && slips <= most ? slips : nil
    }
  }
}
