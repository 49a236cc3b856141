package import Dialogs
package import LineProtocol
package import Understanding

/// What a `=` line says about the event before it.
package enum Expectation: Equatable, Sendable {
  /// nil, written `none`: not understood.
  case intent(String?)
  case decision(Understanding.Decision)
  /// The innermost; nil, written `none`: no dialog is in progress.
  case state(String?)
  case slot(String, String?)
  case owner(Owner)
  case language(Language)
  case misses(Int)
  /// The buttons of the bubble said last, by id.
  case buttons([String])
  /// A call was made; its arguments may be more than these.
  case call(String, [String: JSONValue])
  /// No call to that function was made; nil: none at all.
  case noCall(String?)
  /// Neither bot nor queue said anything.
  case silent
  /// The open escalation; what is left out does not matter.
  case escalation(EscalationReason, team: String?, priority: Int?)
  case noEscalation
  /// The summary of the open escalation has this text in it.
  case summary(String)
  /// The error's name in the protocol; nil, written `none`: the event was allowed.
  case refused(String?)
  /// When the timer is due, seconds from now; nil, written `none`: it is not set.
  case timer(ChatTimer, Double?)

  static let none = "none"

  /// As a transcript writes it, without the `= `.
  package var text: String {
    switch self {
    case .intent(let name): "intent \(name ?? Self.none)"
    case .decision(let decision): "decision \(decision.rawValue)"
    case .state(let name): "state \(name ?? Self.none)"
    case .slot(let name, let value): "slot \(name) \(value ?? Self.none)"
    case .owner(let owner): "owner \(owner.rawValue)"
    case .language(let language): "language \(language.rawValue)"
    case .misses(let count): "misses \(count)"
    case .buttons(let ids): "buttons \(ids.isEmpty ? Self.none : ids.joined(separator: " "))"
    case .call(let function, let arguments):
      (["call", function] + arguments.sorted { $0.key < $1.key }.map(Self.assignment))
        .joined(separator: " ")
    case .noCall(let function): "no call\(function.map { " \($0)" } ?? "")"
    case .silent: "silent"
    case .escalation(let reason, let team, let priority):
      (["escalation", reason.rawValue] + [team, priority.map(String.init)].compactMap(\.self))
        .joined(separator: " ")
    case .noEscalation: "escalation none"
    case .summary(let part): "summary contains \(part)"
    case .refused(let name): "refused \(name ?? Self.none)"
    case .timer(let timer, let seconds):
      "timer \(timer.rawValue) \(seconds.map(ScriptDuration.text) ?? Self.none)"
    }
  }

  private static func assignment(_ name: String, _ value: JSONValue) -> String {
    guard let text = value.string, !text.isEmpty,
      !text.contains(where: { $0.isWhitespace }), !"\"{[".contains(text.prefix(1))
    else { return "\(name)=\(value.jsonText)" }
    return "\(name)=\(text)"
  }
}
