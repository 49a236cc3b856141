import Dialogs
import Foundation
import LineProtocol
import Understanding

/// Compares what a turn led to with what its transcript says.
struct TurnJudge {
  let outcome: DeskOutcome
  /// As the turn left it.
  let desk: InMemoryDesk

  func verdicts(
    on turn: ChatScript.Turn, captures: inout [String: String], ignoringBubbles: Bool
  ) -> [PlayedScript.Verdict] {
    var verdicts: [PlayedScript.Verdict] = []
    if let refusal = outcome.refusal, !turn.checks.contains(where: \.isRefusal) {
      verdicts.append(.extra("= refused \(refusal.name)   (\(refusal.explanation))"))
    }
    let alignment = BubbleAlignment(
      turn.checks.compactMap(\.bubble), ignoringBubbles ? [] : outcome.spoken, known: captures)
    let hasBubbles = !alignment.slots.isEmpty
    var slots = alignment.slots[...]
    for check in turn.checks {
      switch check.kind {
      case .expectation(let expectation):
        verdicts.append(verdict(on: expectation, of: check))
      case .bubble(let speaker, let pattern):
        guard let slot = slots.popFirst() else { continue }
        if slots.count == alignment.slots.count - 1 {
          verdicts += alignment.leading.map(Self.extra)
        }
        if let own = slot.own, own.from == speaker,
          let found = pattern.match(own.text, known: captures)
        {
          captures.merge(found) { _, new in new }
          verdicts.append(.held(check))
        } else {
          verdicts.append(.different(check, came: slot.own.map { [Self.line(for: $0)] } ?? []))
        }
        verdicts += slot.following.map(Self.extra)
      }
    }
    if !hasBubbles { verdicts += alignment.leading.map(Self.extra) }
    return verdicts
  }

  private static func extra(_ message: Message) -> PlayedScript.Verdict {
    .extra(line(for: message))
  }

  private static func line(for message: Message) -> String {
    let sign = message.from == .system ? "*" : "<"
    return "\(sign) \(BubblePattern.written(message.text))"
  }

  private func verdict(
    on expectation: Expectation, of check: ChatScript.Check
  ) -> PlayedScript.Verdict {
    let actual = actual(for: expectation)
    let holds =
      switch expectation {
      case .silent: outcome.spoken.isEmpty
      case .summary(let part): desk.chat.escalation?.summary.contains(part) == true
      default: actual.contains(expectation)
      }
    if holds { return .held(check) }
    return .different(check, came: actual.map { "= \($0.text)" })
  }
}

extension ChatScript.Check {
  fileprivate var bubble: BubbleAlignment.Wanted? {
    if case .bubble(let speaker, let pattern) = kind {
      BubbleAlignment.Wanted(speaker: speaker, pattern: pattern)
    } else {
      nil
    }
  }

  fileprivate var isRefusal: Bool {
    if case .expectation(.refused) = kind { true } else { false }
  }
}
