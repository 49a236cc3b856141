import Foundation
import Understanding

/// An understanding, shown under the message: which words spoke, for which intent, and how much.
///
///     match  order.track  zh-Hans
///
///     order.track
///     |      order.status
///     |      |
///                    我的快递怎么还没到 20251120778
///     +1.84  +0.92       ^^^^  n-gram
///                                       ~~~~~~~~~~~  order_number = 20251120778
///
///     order.track   0.93  ####################
///     order.status  0.41  #########
///     margin        0.52  below 0.30 the customer is asked which
struct Explanation {
  /// Of each of the two columns for weights.
  private static let weightWidth = 7
  private static let indent = 2 * weightWidth + 2
  private static let narrowest = 20
  private static let barWidth = 20

  private let understanding: Understanding
  private let clarifyMargin: Double
  private let ink: Ink
  private let width: Int
  private let keepsOrder: Bool
  private let winner: String?
  private let runnerUp: String?
  private let rows: [SpokenRow]
  private let message: MessageCells

  /// `keepsOrder` tells a terminal that writes Arabic from right to left not to: then each marker
  /// is under its word.
  init(
    _ understanding: Understanding, clarifyMargin: Double, ink: Ink, width: Int, keepsOrder: Bool
  ) {
    self.understanding = understanding
    self.clarifyMargin = clarifyMargin
    self.ink = ink
    self.width = width
    self.keepsOrder = keepsOrder
    let winner = understanding.intent ?? understanding.candidates.first?.intent
    let runnerUp = understanding.candidates.first { $0.intent != winner }?.intent
    (self.winner, self.runnerUp) = (winner, runnerUp)
    rows = SpokenRow.all(understanding, winner: winner, runnerUp: runnerUp)
    message = MessageCells(understanding.text)
  }

  var text: String {
    ([headline, ""] + legend + blocks + [""] + candidates).map(Self.trimmed).joined(separator: "\n")
  }

  private var headline: String {
    let decision =
      switch understanding.decision {
      case .match: ink(.green, "match")
      case .clarify: ink(.yellow, "clarify")
      case .unmatched: ink(.yellow, "unmatched")
      }
    return [decision, understanding.intent, understanding.language.rawValue].compactMap(\.self)
      .joined(separator: "  ")
  }

  /// Whose weights stand in which column.
  private var legend: [String] {
    guard let winner, rows.contains(where: { $0.winner != nil || $0.runnerUp != nil }) else {
      return []
    }
    let first = ink(.green, PlainText.shown(winner))
    guard let runnerUp else { return [first, ink(.dim, "|")] }
    let gap = String(repeating: " ", count: Self.weightWidth - 1)
    let bar = ink(.dim, "|")
    return [first, bar + gap + ink(.yellow, PlainText.shown(runnerUp)), bar + gap + bar]
  }

  // MARK: The message and what is under it

  private var blocks: [String] {
    let lines = message.lines(width: max(Self.narrowest, width - Self.indent))
    var printed: [String] = []
    var labelled: Set<Int> = []
    if lines.isEmpty { printed.append(blank + ink(.dim, "(no text)")) }
    for (number, line) in lines.enumerated() {
      if number > 0 { printed.append("") }
      printed.append(blank + self.text(of: line))
      for (index, row) in rows.enumerated() {
        let marks = row.places.map { message.columns(of: $0, in: line) }.filter { !$0.isEmpty }
        if marks.isEmpty { continue }
        let isFirst = labelled.insert(index).inserted
        printed += marked(row, marks, isFirst: isFirst)
      }
    }
    for (index, row) in rows.enumerated() where !labelled.contains(index) {
      printed.append(weights(row) + Self.shown(row.label))
    }
    return printed
  }

  private var blank: String { String(repeating: " ", count: Self.indent) }

  private func weights(_ row: SpokenRow) -> String {
    func column(_ weight: String?, _ colour: Ink.Colour) -> String {
      let weight = weight ?? ""
      return (weight.isEmpty ? "" : ink(colour, weight))
        + String(repeating: " ", count: max(0, Self.weightWidth - weight.count))
    }
    return column(row.winner, .green) + column(row.runnerUp, .yellow) + "  "
  }

  /// Marks under the words; the label behind them, or where there is no room, below.
  private func marked(_ row: SpokenRow, _ marks: [Range<Int>], isFirst: Bool) -> [String] {
    var line = ""
    for mark in marks {
      line += String(repeating: " ", count: max(0, mark.lowerBound - line.count))
      line += String(repeating: Self.mark(row.speaker), count: max(0, mark.upperBound - line.count))
    }
    let gutter = isFirst ? weights(row) : blank
    let inset = line.prefix { $0 == " " }
    let marked = gutter + inset + ink(Self.colour(row.speaker), String(line.dropFirst(inset.count)))
    guard isFirst else { return [marked] }
    let label = Self.shown(row.label)
    let fits = Self.indent + line.count + 2 + TextWidth.columns(of: label) <= width
    return fits ? [marked + "  " + ink(.dim, label)] : [marked, blank + ink(.dim, label)]
  }

  private static func shown(_ text: String) -> String {
    PlainText.shown(text).replacing("\n", with: " ").replacing("\t", with: " ")
  }

  private static func mark(_ speaker: SpokenRow.Speaker) -> String {
    switch speaker {
    case .rule: "="
    case .ngram: "^"
    case .runnerUp: "-"
    case .entity: "~"
    }
  }

  private static func colour(_ speaker: SpokenRow.Speaker) -> Ink.Colour {
    switch speaker {
    case .rule, .ngram: .green
    case .runnerUp: .yellow
    case .entity: .cyan
    }
  }

  /// A line of the message, each stretch in the colour of what spoke there first.
  private func text(of line: Range<Int>) -> String {
    var text = ""
    var run = ""
    var colour: Ink.Colour?
    func flush() {
      text += colour.map { ink($0, run) } ?? run
      run = ""
    }
    for cell in message.cells[line] {
      let spoke = rows.first { $0.places.contains { $0.overlaps(cell.scalars) } }
      let next = spoke.map { Self.colour($0.speaker) }
      if next != colour {
        flush()
        colour = next
      }
      run += cell.shown
    }
    flush()
    return keepsOrder && message.isRightToLeft ? "\u{202D}\(text)\u{202C}" : text
  }

  // MARK: The candidates

  private var candidates: [String] {
    let all = understanding.candidates
    guard let best = all.first else { return ["no candidate"] }
    var rows = all.map { candidate in
      [
        candidate.intent, Self.number(candidate.score),
        String(
          repeating: "#", count: Int((candidate.score * Double(Self.barWidth)).rounded())),
      ]
    }
    if all.count > 1 {
      rows.append([
        "margin", Self.number(best.score - all[1].score),
        "below \(Self.number(clarifyMargin)) the customer is asked which",
      ])
    }
    if !understanding.also.isEmpty {
      rows.append(["also", "", understanding.also.joined(separator: ", ")])
    }
    if understanding.decision == .unmatched {
      rows.append(
        best.score < 0.5
          ? ["needed", "0.50", "to be answered"]
          : ["refused", "", "no words but a value, or a yes or no that no rule knows"])
    }
    return TextColumns(rows.map { $0.map(PlainText.shown) }).text.split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  private static func number(_ value: Double) -> String { String(format: "%.2f", value) }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }
}
