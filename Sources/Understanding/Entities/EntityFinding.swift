/// An entity as a recogniser sees it: a stretch of the folded text and what it stands for.
struct EntityFinding: Equatable, Sendable {
  var type: String
  var value: String
  /// In the folded text.
  var range: Range<Int>
}
