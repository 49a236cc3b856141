/// Makes a transcript true: what did not hold gives way to what came.
///
/// Comments, blank lines, matchers and captures stay wherever they held. Played again, the result
/// passes, unless the chat itself depends on what was rewritten.
package struct TranscriptRewriter: Sendable {
  private let played: PlayedScript

  package init(_ played: PlayedScript) { self.played = played }

  package func rewrite(_ source: String) -> String {
    var lines = source.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0) }
    var edits = Edits()
    for turn in played.turns { edits.collect(turn) }
    // From the end, so that the numbers of lines before an edit still hold.
    for number in edits.touched.sorted(by: >) {
      let index = number - 1
      if let after = edits.insertions[number] {
        lines.insert(contentsOf: after, at: min(index + 1, lines.count))
      }
      if let new = edits.replacements[number], lines.indices.contains(index) {
        lines.replaceSubrange(index...index, with: new)
      }
    }
    return lines.joined(separator: "\n")
  }

  private struct Edits {
    /// Line → what stands there instead.
    var replacements: [Int: [String]] = [:]
    /// Line → what is put after it; 0 is the start.
    var insertions: [Int: [String]] = [:]

    var touched: Set<Int> { Set(replacements.keys).union(insertions.keys) }

    mutating func collect(_ turn: PlayedScript.Turn) {
      let firstCheck = turn.turn.checks.first?.lines.lowerBound
      var anchor = turn.turn.lines?.upperBound ?? firstCheck.map { $0 - 1 } ?? 0
      for verdict in turn.verdicts {
        switch verdict {
        case .held(let check): anchor = check.lines.upperBound
        case .different(let check, let came):
          for line in check.lines { replacements[line] = [] }
          replacements[check.lines.lowerBound] = came
          anchor = check.lines.upperBound
        case .extra(let text): insertions[anchor, default: []].append(text)
        }
      }
    }
  }
}
