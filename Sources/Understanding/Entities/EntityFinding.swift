/// An entity as a recogniser sees it: a stretch of the folded text and what it stands for.
struct EntityFinding: Equatable, Sendable {
  /// Who says so; among findings of one length the shop's own patterns go first, its words last.
  enum Origin: Int, Sendable {
    case pattern, builtIn, list
  }

  var type: String
  var value: String
  /// In the folded text.
  var range: Range<Int>
  var origin = Origin.builtIn
}
