package import Understanding

/// What would be answered, rightly or wrongly, and what refused, with the threshold elsewhere.
package struct ThresholdCurve: Equatable, Sendable {
  /// Shares of the sentences with an intent; the first three add up to 1.
  package struct Point: Equatable, Sendable {
    package let threshold: Double
    package let answeredRight: Double
    package let answeredWrong: Double
    package let refused: Double
    /// The share of the off-topic messages; nil where there are none.
    package let offTopicRefused: Double?
    /// The share of the rightly recognised sentences that this threshold gives up: as
    /// `thresholds: {quantile: …}` in the settings it makes this threshold the one in force.
    package let quantile: Double

    package var isCurrent: Bool { threshold == BotEvaluation.threshold }
  }

  private static let steps = 20

  /// From 0 to 1 in steps of 0.05.
  package let points: [Point]
  /// The one in force.
  package let current: Point

  package init(_ answers: [HeldOutAnswer]) {
    let asked = answers.filter { $0.expected != nil }
    let offTopic = answers.filter { $0.expected == nil }
    let right = asked.count { $0.isRight }
    func share(_ part: Int, of whole: Int) -> Double {
      whole == 0 ? 0 : Double(part) / Double(whole)
    }
    func point(_ threshold: Double) -> Point {
      let answered = asked.filter { $0.score >= threshold }
      let answeredRight = answered.count { $0.isRight }
      return Point(
        threshold: threshold, answeredRight: share(answeredRight, of: asked.count),
        answeredWrong: share(answered.count - answeredRight, of: asked.count),
        refused: share(asked.count - answered.count, of: asked.count),
        offTopicRefused: offTopic.isEmpty
          ? nil : share(offTopic.count { $0.score < threshold }, of: offTopic.count),
        quantile: share(right - answeredRight, of: right))
    }
    points = (0...Self.steps).map { point(Double($0) / Double(Self.steps)) }
    current = point(BotEvaluation.threshold)
  }
}
