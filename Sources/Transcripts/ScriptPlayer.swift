package import Dialogs
import Foundation
import Understanding

/// Plays transcripts against a bot, on a virtual clock and with the backend that they bring.
package struct ScriptPlayer: Sendable {
  private let library: BotLibrary

  package init(library: BotLibrary) { self.library = library }

  package func play(_ script: ChatScript) -> PlayedScript {
    var desk = InMemoryDesk(
      library: library, chat: "chat", customer: script.customer, language: script.language,
      page: script.page, stubs: BackendStubs(script.stubs), at: script.start)
    var captures: [String: String] = [:]
    let turns = script.turns.map { turn in
      for stub in turn.stubs { desk.stubs.append(stub) }
      let outcome = Self.perform(turn.action, of: script, at: &desk)
      let ignoresBubbles = turn.action == .open && !turn.checks.contains(where: \.isBubble)
      let lines = TurnJudge(outcome: outcome, desk: desk).verdicts(
        on: turn, captures: &captures, ignoringBubbles: ignoresBubbles)
      return PlayedScript.Turn(turn: turn, verdicts: lines)
    }
    return PlayedScript(file: script.file, turns: turns)
  }

  private static func perform(
    _ action: ScriptAction, of script: ChatScript, at desk: inout InMemoryDesk
  ) -> DeskOutcome {
    switch action {
    case .event(let event): return desk.take(event)
    case .wait(let seconds): return desk.advance(to: desk.now + seconds)
    case .open:
      let opening = desk.open()
      guard let given = script.given else { return opening }
      return desk.begin(in: given.state, slots: given.slots)
    }
  }
}
