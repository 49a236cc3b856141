/// How sure understanding must be.
package struct Thresholds: Hashable, Sendable {
  /// The share of correctly classified cross-validation examples below the in-scope threshold.
  ///
  /// Raise it and the bot asks or hands off more often, and errs less. Nil chooses: two thirds of the
  /// share that is classified wrongly, 2 % at least and 10 % at most.
  package var quantile: Double?
  /// A runner-up whose score is nearer to the best than this is asked about.
  ///
  /// On the development splits of CLINC150 and Bitext with 5 to 10 examples, 0.3 turns a third of the
  /// wrong answers into questions for two points of right ones; nine of ten questions have the
  /// right intent among the first three.
  package var clarifyMargin: Double

  package init(quantile: Double? = nil, clarifyMargin: Double = 0.3) {
    self.quantile = quantile
    self.clarifyMargin = clarifyMargin
  }
}
