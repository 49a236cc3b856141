/// How a chat went otherwise than its transcript says, to be read beside it.
///
///     late.chat:14: difference
///         12   > 怎麼還沒出貨
///         13   = intent order.urge_ship
///       - 14   < 訂單 {…} 已付款
///       +      < 訂單 20251120778 已出貨
///
/// `-` stands in the transcript, `+` came instead; lines that held say where one is.
package struct TranscriptDiff: Equatable, Sendable {
  /// One block for each turn that went otherwise; empty where the transcript holds.
  package let blocks: [String]

  package init(_ played: PlayedScript) {
    blocks = played.turns.filter { !$0.isHeld }.map { Self.block($0, file: played.file) }
  }

  package var text: String { blocks.joined(separator: "\n") }

  private struct Row {
    var sign = " "
    var number: Int?
    var text: String
  }

  private static func block(_ turn: PlayedScript.Turn, file: String) -> String {
    var rows: [Row] = []
    if let lines = turn.turn.lines { rows += numbered(turn.turn.text, from: lines.lowerBound) }
    for verdict in turn.verdicts {
      switch verdict {
      case .held(let check): rows += numbered(check.text, from: check.lines.lowerBound)
      case .different(let check, let came):
        rows += numbered(check.text, from: check.lines.lowerBound, sign: "-")
        rows += came.flatMap(added)
      case .extra(let text): rows += added(text)
      }
    }
    let first = rows.first { $0.sign == "-" }?.number ?? lastNumber(before: rows) ?? 1
    let width = rows.compactMap(\.number).map { String($0).count }.max() ?? 1
    let body = rows.map { row in
      let number = row.number.map(String.init) ?? ""
      let padding = String(repeating: " ", count: width - number.count)
      return "  \(row.sign) \(padding)\(number)   \(row.text)\n"
    }
    return "\(file):\(first): difference\n" + body.joined()
  }

  /// Where something came that nobody expected: the line that it came after.
  private static func lastNumber(before rows: [Row]) -> Int? {
    rows.prefix { $0.sign == " " }.last?.number ?? rows.compactMap(\.number).first
  }

  private static func numbered(_ text: String, from number: Int, sign: String = " ") -> [Row] {
    physical(text).enumerated().map {
      Row(sign: sign, number: number + $0.offset, text: $0.element)
    }
  }

  private static func added(_ text: String) -> [Row] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Row(sign: "+", number: nil, text: String($0)) }
  }

  /// The lines as they stand in the file: continuations are indented.
  private static func physical(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      ($0.offset == 0 ? "" : "  ") + $0.element
    }
  }
}
