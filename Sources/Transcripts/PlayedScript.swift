/// A transcript as it was played: line by line, what held and what came instead.
package struct PlayedScript: Equatable, Sendable {
  package enum Verdict: Equatable, Sendable {
    case held(ChatScript.Check)
    /// The lines that would be true instead, as a transcript writes them; none: it must go.
    case different(ChatScript.Check, came: [String])
    /// A line that nobody expected.
    case extra(String)

    package var isHeld: Bool { if case .held = self { true } else { false } }
  }

  package struct Turn: Equatable, Sendable {
    package var turn: ChatScript.Turn
    /// In the order in which they stand or would stand in the file.
    package var verdicts: [Verdict]

    package var isHeld: Bool { verdicts.allSatisfy(\.isHeld) }
  }

  package var file: String
  package var turns: [Turn]

  package var isPassed: Bool { turns.allSatisfy(\.isHeld) }
}
