package import Understanding

/// The sentences of one intent, or off-topic messages, that were taken for one other intent.
package struct ConfusedPair: Equatable, Sendable {
  /// Where they belong; nil for off-topic messages.
  package let expected: String?
  package let predicted: String
  /// How many there are, whatever their score; of off-topic messages only those answered.
  package let sentences: Int
  /// How many of them reach the threshold: a customer would get the wrong answer.
  package let answered: Int
  /// Those that misled most surely first; one for each line of the content.
  package let examples: [ConfusedExample]
  /// What misled in most of them, summed over the examples; the loudest first.
  package let misleading: [Leaning]
  package let advice: Advice

  /// So many stretches of a pair are of use; after them comes chance.
  private static let mostLeanings = 4

  /// How many lines of the content would be answered wrongly.
  package var answeredLines: Int { examples.count { $0.isAnswered } }

  /// `44 sentences of 9 lines, 40 answered wrongly`.
  package var extent: String {
    func count(_ number: Int, _ thing: String) -> String {
      number == 1 ? "1 \(thing)" : "\(Markup.count(number)) \(thing)s"
    }
    let lines = examples.count < sentences ? " of \(count(examples.count, "line"))" : ""
    let answers = answered == 0 ? "none answered" : "\(Markup.count(answered)) answered wrongly"
    return count(sentences, "sentence") + lines + ", " + answers
  }

  /// All pairs, the worst first: by lines of the content that would be answered wrongly, then by
  /// sentences, then by name.
  ///
  /// Lines, because the variants of a template mostly go astray together.
  static func all(_ answers: [HeldOutAnswer], support: [String: Int]) -> [ConfusedPair] {
    struct Key: Hashable {
      var expected: String?
      var predicted: String
    }
    var wrong: [Key: [HeldOutAnswer]] = [:]
    for answer in answers where !answer.isRight {
      guard let predicted = answer.predicted, answer.expected != nil || answer.isAnswered
      else { continue }
      wrong[Key(expected: answer.expected, predicted: predicted), default: []].append(answer)
    }
    return wrong.map { key, mistaken in
      let examples = ConfusedExample.all(mistaken)
      let back = key.expected.flatMap { wrong[Key(expected: key.predicted, predicted: $0)] } ?? []
      return ConfusedPair(
        expected: key.expected, predicted: key.predicted, sentences: mistaken.count,
        answered: mistaken.count { $0.isAnswered }, examples: examples,
        misleading: misleading(in: examples),
        advice: Advice(
          expected: key.expected, predicted: key.predicted, lines: examples.count,
          back: Set(back.map(\.location)).count, support: support))
    }
    .sorted {
      ($1.answeredLines, $1.answered, $1.sentences, $0.expected ?? "", $0.predicted)
        < ($0.answeredLines, $0.answered, $0.sentences, $1.expected ?? "", $1.predicted)
    }
  }

  /// Stretches that say the same – the same concept, or the same words – count as one.
  private static func misleading(in examples: [ConfusedExample]) -> [Leaning] {
    var sums: [String: Leaning] = [:]
    for leaning in examples.flatMap(\.misleading) {
      let name = leaning.concept ?? leaning.text.lowercased()
      sums[name, default: Leaning(text: leaning.text, concept: leaning.concept, weight: 0)]
        .weight += leaning.weight
    }
    return sums.sorted { ($1.value.weight, $0.key) < ($0.value.weight, $1.key) }
      .prefix(mostLeanings).map(\.value)
  }
}

/// A line of the content whose sentences were taken for another intent.
package struct ConfusedExample: Equatable, Sendable {
  /// The variant that misled most surely.
  package let text: String
  package let lacksMarks: Bool
  package let language: ExampleLanguage
  package let location: SourceLocation
  /// How many variants of the line were taken so.
  package let variants: Int
  package let score: Double
  package let misleading: [Leaning]

  package var isAnswered: Bool { score >= BotEvaluation.threshold }

  static func all(_ answers: [HeldOutAnswer]) -> [ConfusedExample] {
    Dictionary(grouping: answers, by: \.location).values.compactMap { variants in
      let worst = variants.min {
        ($1.score, $0.text, $0.lacksMarks ? 1 : 0) < ($0.score, $1.text, $1.lacksMarks ? 1 : 0)
      }
      guard let worst else { return nil }
      return ConfusedExample(
        text: worst.text, lacksMarks: worst.lacksMarks, language: worst.language,
        location: worst.location, variants: variants.count, score: worst.score,
        misleading: worst.misleading)
    }
    .sorted { ($1.score, $0.location) < ($0.score, $1.location) }
  }
}
