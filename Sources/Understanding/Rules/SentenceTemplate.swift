/// One line that stands for many sentences, in hassil's notation.
///
///     where is my (parcel|order)     one of them
///     [please] cancel                with or without
///     track {order_number}           an entity
///     <parcel> not here              any word of a concept
///
/// The number of sentences is bounded, so that a template never costs more than its author sees.
package struct SentenceTemplate: Equatable, Sendable {
  /// A stretch of a sentence.
  package enum Piece: Equatable, Sendable {
    case text(String)
    case entity(String)
    case concept(String)
  }

  indirect enum Part: Equatable, Sendable {
    case piece(Piece)
    case sequence([Part])
    case choice([Part])
  }

  /// More sentences than this in one template are refused.
  package static let mostSentences = 1000

  /// The entities it mentions, in order of appearance.
  package let entities: [String]
  /// The concepts it mentions, in order of appearance.
  package let concepts: [String]
  private let root: Part

  package init(parsing text: String) throws(TemplateError) {
    var parser = TemplateParser(text)
    root = try parser.parse()
    (entities, concepts) = (parser.entities, parser.concepts)
    guard Self.count(root) <= Self.mostSentences else {
      throw TemplateError(
        offset: 0, reason: .tooManySentences(limit: Self.mostSentences))
    }
    guard !Self.canBeEmpty(root) else { throw TemplateError(offset: 0, reason: .canBeEmpty) }
  }

  /// One sentence, taken as it stands.
  init(literal text: String) {
    root = .piece(.text(text))
    (entities, concepts) = ([], [])
  }

  /// Its sentences in the notation's order, entities as `{name}` and concepts as `<name>`; at
  /// most `limit`, spread evenly over all.
  package func expansions(limit: Int = mostSentences) -> [String] {
    sentences(limit: limit).map { pieces in
      let joined = pieces.map { piece in
        switch piece {
        case .text(let text): text
        case .entity(let name): "{\(name)}"
        case .concept(let name): "<\(name)>"
        }
      }
      return joined.joined().split(separator: " ").joined(separator: " ")
    }
  }

  /// The same in pieces.
  func sentences(limit: Int = mostSentences) -> [[Piece]] {
    let all = Self.expand(root)
    return Self.spread(all.count, limit: limit).map { all[$0] }
  }

  /// At most `limit` of `count` places, spread evenly.
  static func spread(_ count: Int, limit: Int) -> [Int] {
    guard count > limit, limit > 0 else { return Array(0..<count) }
    return (0..<limit).map { $0 * count / limit }
  }

  private static func count(_ part: Part) -> Int {
    switch part {
    case .piece: 1
    // Bounded at each step, so that no nesting overflows.
    case .sequence(let parts): parts.reduce(1) { min($0 * count($1), mostSentences + 1) }
    case .choice(let parts): min(parts.reduce(0) { $0 + count($1) }, mostSentences + 1)
    }
  }

  private static func canBeEmpty(_ part: Part) -> Bool {
    switch part {
    case .piece(.text(let text)): !text.unicodeScalars.contains { ScalarKind($0) != .space }
    case .piece: false
    case .sequence(let parts): parts.allSatisfy(canBeEmpty)
    case .choice(let parts): parts.contains(where: canBeEmpty)
    }
  }

  private static func expand(_ part: Part) -> [[Piece]] {
    switch part {
    case .piece(let piece): [[piece]]
    case .choice(let parts): parts.flatMap(expand)
    case .sequence(let parts):
      parts.reduce([[]]) { heads, part in
        let tails = expand(part)
        return heads.flatMap { head in tails.map { head + $0 } }
      }
    }
  }
}
