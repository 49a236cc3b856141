/// How well a classifier knows what it does not know.
package struct ScopeScores: Equatable, Sendable {
  /// The share of what is in scope that was accepted and right.
  package let inScopeAccuracy: Double?
  /// The share of what is out of scope that was refused.
  package let outOfScopeRecall: Double?
  /// The share of what was refused that is out of scope.
  package let outOfScopePrecision: Double?
  /// How often a text in scope scores higher than one out of scope, ties half (Mann and Whitney).
  package let areaUnderCurve: Double?

  /// A figure is nil where nothing was there to measure it on.
  package init(_ verdicts: [Verdict]) {
    let inScope = verdicts.filter { $0.expected != nil }
    let outOfScope = verdicts.filter { $0.expected == nil }
    let refused = verdicts.filter { !$0.isAccepted }
    func share(_ part: Int, _ whole: Int) -> Double? {
      whole == 0 ? nil : Double(part) / Double(whole)
    }
    inScopeAccuracy = share(inScope.count { $0.isAccepted && $0.isRight }, inScope.count)
    let caught = refused.count { $0.expected == nil }
    outOfScopeRecall = share(caught, outOfScope.count)
    outOfScopePrecision = outOfScope.isEmpty ? nil : share(caught, refused.count)
    areaUnderCurve = Self.area(inScope.map(\.inScope), above: outOfScope.map(\.inScope))
  }

  private static func area(_ high: [Double], above low: [Double]) -> Double? {
    if high.isEmpty || low.isEmpty { return nil }
    let all = (high.map { ($0, true) } + low.map { ($0, false) }).sorted { $0.0 < $1.0 }
    var wins = 0.0
    var passed = 0
    var index = 0
    while index < all.count {
      var (highs, lows) = (0, 0)
      let score = all[index].0
      while index < all.count, all[index].0 == score {
        if all[index].1 { highs += 1 } else { lows += 1 }
        index += 1
      }
      wins += Double(highs) * (Double(passed) + Double(lows) / 2)
      passed += lows
    }
    return wins / (Double(high.count) * Double(low.count))
  }
}
