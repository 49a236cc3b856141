/// What a classifier made of one labelled utterance.
package struct Verdict: Sendable {
  /// The intent it has; nil for what is out of scope.
  package var expected: String?
  /// The likeliest intent, whatever its score; nil where there is none.
  package var predicted: String?
  /// Whether its score reaches the threshold.
  package var isAccepted: Bool
  /// High = in scope; comparable within one model.
  package var inScope: Double

  package init(expected: String?, predicted: String?, isAccepted: Bool, inScope: Double) {
    self.expected = expected
    self.predicted = predicted
    self.isAccepted = isAccepted
    self.inScope = inScope
  }

  package var isRight: Bool { expected != nil && predicted == expected }
}
