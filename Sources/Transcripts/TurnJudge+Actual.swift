import Dialogs
import Foundation
import LineProtocol
import Understanding

extension TurnJudge {
  /// What is so, in the same form and no more detailed than it was asked for.
  func actual(for expectation: Expectation) -> [Expectation] {
    let chat = desk.chat
    switch expectation {
    case .intent: return [.intent(outcome.understanding?.intent)]
    case .decision: return outcome.understanding.map { [.decision($0.decision)] } ?? []
    case .state: return [.state(chat.states.last)]
    case .slot(let name, _): return [.slot(name, slot(name))]
    case .owner: return [.owner(chat.owner)]
    case .language: return [.language(chat.language)]
    case .misses: return [.misses(chat.misses)]
    case .buttons: return [.buttons(outcome.spoken.last?.buttons.map(\.id) ?? [])]
    case .call(let function, let arguments):
      guard !outcome.calls.isEmpty else { return [.noCall(nil)] }
      return outcome.calls.map { call in
        let isMeant =
          call.function == function
          && arguments.allSatisfy { Self.isSame($0.value, call.arguments[$0.key]) }
        return isMeant ? expectation : .call(call.function, call.arguments)
      }
    case .noCall(let function):
      let calls = outcome.calls.filter { function == nil || $0.function == function }
      return calls.isEmpty
        ? [expectation] : calls.map { .call($0.function, $0.arguments) }
    case .silent: return []
    case .escalation(_, let team, let priority):
      return [escalation(withTeam: team != nil, priority: priority != nil)]
    case .noEscalation: return [escalation(withTeam: true, priority: true)]
    case .summary:
      let first = chat.escalation?.summary.split(separator: "\n").first.map(String.init)
      return chat.escalation == nil ? [.noEscalation] : first.map { [.summary($0)] } ?? []
    case .refused: return [.refused(outcome.refusal?.name)]
    case .timer(let timer, _):
      return [.timer(timer, desk.dueDate(of: timer)?.timeIntervalSince(desk.now))]
    }
  }

  /// From the innermost dialog outwards; nil where it is not filled.
  private func slot(_ name: String) -> String? {
    let values = desk.chat.stack.reversed().compactMap { $0.slots[name] }
    guard let value = values.first(where: { $0 != .null }) else { return nil }
    return value.string ?? value.jsonText
  }

  private func escalation(withTeam: Bool, priority: Bool) -> Expectation {
    guard let escalation = desk.chat.escalation else { return .noEscalation }
    return .escalation(
      escalation.reason, team: withTeam || priority ? escalation.team : nil,
      priority: priority ? escalation.priority : nil)
  }

  /// A word in a transcript may mean a number or a truth value, too.
  private static func isSame(_ wanted: JSONValue, _ value: JSONValue?) -> Bool {
    guard let value else { return wanted == .null || wanted == .string("null") }
    return wanted == value || wanted.string == value.jsonText
  }
}
