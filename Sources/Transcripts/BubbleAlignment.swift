import Dialogs

/// Which bubble answers which line, where some are wrong, missing or too many.
///
/// The cheapest way to make one list of the other: a wrong bubble in the place of the right one
/// costs less than one that is missing and another that is too many, so that a changed text reads
/// as a change.
struct BubbleAlignment {
  struct Wanted {
    var speaker: Message.Speaker
    var pattern: BubblePattern
  }

  private static let wrongText = 2
  private static let missingOrExtra = 3
  private static let wrongSpeaker = 5

  /// Bubbles before the first line's.
  private(set) var leading: [Message] = []
  /// For each line its bubble, if it has one, and those that follow it without a line.
  private(set) var slots: [(own: Message?, following: [Message])] = []

  init(_ wanted: [Wanted], _ messages: [Message], known: [String: String]) {
    let costs = Self.costs(wanted, messages, known: known)
    // A cell of the table is the cost of aligning what is left from there on.
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: messages.count + 1), count: wanted.count + 1)
    for row in stride(from: wanted.count, through: 0, by: -1) {
      for column in stride(from: messages.count, through: 0, by: -1) {
        var ways: [Int] = []
        if row < wanted.count { ways.append(table[row + 1][column] + Self.missingOrExtra) }
        if column < messages.count { ways.append(table[row][column + 1] + Self.missingOrExtra) }
        if row < wanted.count, column < messages.count {
          ways.append(table[row + 1][column + 1] + costs[row][column])
        }
        table[row][column] = ways.min() ?? 0
      }
    }
    var column = 0
    for row in 0..<wanted.count {
      while column < messages.count,
        table[row][column] == table[row][column + 1] + Self.missingOrExtra,
        table[row][column] != table[row + 1][column + 1] + costs[row][column]
      {
        addExtra(messages[column])
        column += 1
      }
      let isPair =
        column < messages.count
        && table[row][column] == table[row + 1][column + 1] + costs[row][column]
      slots.append((isPair ? messages[column] : nil, []))
      if isPair { column += 1 }
    }
    for message in messages[column...] { addExtra(message) }
  }

  private mutating func addExtra(_ message: Message) {
    if slots.isEmpty {
      leading.append(message)
    } else {
      slots[slots.count - 1].following.append(message)
    }
  }

  private static func costs(
    _ wanted: [Wanted], _ messages: [Message], known: [String: String]
  ) -> [[Int]] {
    // What a line keeps is known to the lines after it, whichever bubble it will be.
    var known = known
    return wanted.map { wanted in
      messages.map { message in
        guard message.from == wanted.speaker else { return wrongSpeaker }
        guard let found = wanted.pattern.match(message.text, known: known) else {
          return wrongText
        }
        known.merge(found) { _, new in new }
        return 0
      }
    }
  }
}
