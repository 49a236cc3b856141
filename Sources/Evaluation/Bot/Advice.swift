/// What the author of the content can do about a confused pair; a start, not a cure.
package enum Advice: Equatable, Sendable {
  /// Sentences go astray in both directions: say better what parts the two, or make them one.
  case separate(String, String)
  /// The intent has fewer sentences than the one that takes them away.
  case addExamples(intent: String)
  /// The intent has enough and takes more: it must hear what is not its own.
  case writeNearMiss(intent: String, of: String)
  /// Off-topic messages are answered: it must hear more that nobody answers.
  case addOffTopic(like: String)

  /// Fewer lines than this going astray in one direction are no sign of a common border.
  private static let fewest = 3

  /// `lines` of the content of `expected` were taken for `predicted`, `back` the other way round;
  /// `support` is how many sentences each intent has.
  init(expected: String?, predicted: String, lines: Int, back: Int, support: [String: Int]) {
    guard let expected else {
      self = .addOffTopic(like: predicted)
      return
    }
    if min(lines, back) >= Self.fewest, min(lines, back) * 2 >= max(lines, back) {
      self = .separate(expected, predicted)
    } else if support[expected] ?? 0 < support[predicted] ?? 0 {
      self = .addExamples(intent: expected)
    } else {
      self = .writeNearMiss(intent: predicted, of: expected)
    }
  }

  /// A name for programs.
  package var name: String {
    switch self {
    case .separate: "separate"
    case .addExamples: "add_examples"
    case .writeNearMiss: "write_near_miss"
    case .addOffTopic: "add_off_topic"
    }
  }

  /// A sentence for people, names in backticks.
  package var text: String {
    switch self {
    case .separate(let one, let other):
      "Each takes from the other: where a sentence could mean both, decide whether it is "
        + "`\(one)` or `\(other)`, and write it down as a near miss of the other."
    case .addExamples(let intent):
      "Add examples to `\(intent)` that say the same in other words."
    case .writeNearMiss(let intent, let other):
      "Write a near miss in `\(intent)`: a sentence like these, which belongs to `\(other)`."
    case .addOffTopic(let intent):
      "Add messages like these to `intents/_off_topic.yaml`, or a near miss to `\(intent)`."
    }
  }
}
