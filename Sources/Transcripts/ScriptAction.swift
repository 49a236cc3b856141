package import Dialogs

/// What happens in a transcript: somebody acts, or time passes.
package enum ScriptAction: Equatable, Sendable {
  /// The chat opens; before the first line.
  case open
  case event(ChatEvent)
  /// Seconds.
  case wait(Double)

  /// Reads what stands after `>` or `>+`.
  static func customer(
    _ scanner: inout ScriptScanner, more: Bool
  ) throws(ScriptMistake) -> ScriptAction {
    let start = scanner
    let whole = scanner.rest()
    guard !whole.isEmpty else {
      throw ScriptMistake(at: scanner.position, "what does the customer say?")
    }
    if whole.hasPrefix("["), whole.hasSuffix("]") {
      let button = String(whole.dropFirst().dropLast())
      guard !button.isEmpty, !more else {
        throw ScriptMistake(
          at: start.position, more ? "a button ends a burst; write `> [id]`" : "which button?")
      }
      return .event(.pressed(button: button))
    }
    scanner = start
    return .event(.said(try ScriptText.read(&scanner), more: more))
  }

  /// What the customer says, as a transcript writes it.
  package static func written(_ text: String) -> String {
    let written = ScriptText.write(text)
    guard written.hasPrefix("["), written.hasSuffix("]") else { return written }
    return ScriptText.numbered("[") + written.dropFirst()
  }

  private static let acts = ["claim", "release", "return", "resolve", "note", "gone", "back"]

  /// Reads what stands after `agent NAME:`.
  static func agent(
    _ name: String, _ scanner: inout ScriptScanner
  ) throws(ScriptMistake) -> ScriptAction {
    let act = scanner.word()
    let place = scanner.position - act.unicodeScalars.count
    let event: ChatEvent
    switch act {
    case "claim": event = .claimed(by: name)
    case "release": event = .released(by: name)
    case "gone": event = .agentGone(name)
    case "back": event = .agentBack(name)
    case "return":
      let state = scanner.word()
      event = .returned(
        by: name, state: state.isEmpty ? nil : state, slots: try scanner.assignments())
    case "resolve":
      let outcome = scanner.word()
      guard !outcome.isEmpty else {
        throw ScriptMistake(
          at: scanner.position, "`resolve` needs an outcome, as in `resolve solved`")
      }
      let label = scanner.word()
      event = .resolved(by: name, outcome: outcome, label: label.isEmpty ? nil : label)
    case "note":
      scanner.skipSpaces()
      event = .agentNoted(try ScriptText.read(&scanner), by: name)
    default:
      throw ScriptMistake(
        at: place, "an agent can \(acts.joined(separator: ", ")); `agent \(name)> …` is to speak",
        suggestion: DidYouMean.closest(to: act, among: acts))
    }
    let end = scanner.position
    guard scanner.rest().isEmpty else {
      throw ScriptMistake(at: end + 1, "the line ends before this")
    }
    return .event(event)
  }
}
