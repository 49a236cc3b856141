/// The shapes that the content declares for its own entities, and for `product` numbers.
///
/// The value is the text in upper case, as folded: `ｔｓ-101-m` is `TS-101-M`.
struct PatternRecognizer: Sendable {
  private struct Declared: Sendable {
    let type: String
    let automaton: PatternAutomaton
    let check: EntityCheck?
  }

  private let patterns: [Declared]

  /// Patterns that do not parse are left out: the content's checker has refused them before.
  init(_ entities: [ListEntity]) {
    patterns = entities.flatMap { entity in
      entity.patterns.compactMap { pattern in
        (try? PatternAutomaton(parsing: pattern.text)).map {
          Declared(type: entity.name, automaton: $0, check: entity.check)
        }
      }
    }
  }

  /// From left to right the longest match of each pattern, whole words only.
  func findings(in context: EntityContext) -> [EntityFinding] {
    var findings: [EntityFinding] = []
    for pattern in patterns {
      var free = 0
      for start in context.scalars.indices
      where pattern.automaton.canBegin(with: context.scalars[start]) && start >= free
        && context.isBoundary(start)
      {
        let end = pattern.automaton.matchEnd(
          in: context.scalars, from: start, steps: &context.steps, isEnd: context.isBoundary)
        guard let end else { continue }
        let value = context.string(start..<end).uppercased()
        guard pattern.check?.holds(for: value) ?? true else { continue }
        findings.append(
          EntityFinding(type: pattern.type, value: value, range: start..<end, origin: .pattern))
        free = end
      }
    }
    return findings
  }
}
