import Dialogs
import LineProtocol
import Understanding

extension Expectation {
  private static let kinds = [
    "intent", "decision", "state", "slot", "owner", "language", "misses", "buttons", "call", "no",
    "silent", "escalation", "summary", "refused", "timer",
  ]

  /// Reads what stands after `=`.
  init(_ scanner: inout ScriptScanner) throws(ScriptMistake) {
    let kind = scanner.word()
    let place = scanner.position - kind.unicodeScalars.count
    switch kind {
    case "intent": self = .intent(try Self.nameOrNone(&scanner, "an intent or `none`"))
    case "state": self = .state(try Self.nameOrNone(&scanner, "`dialog.state` or `none`"))
    case "decision": self = .decision(try Self.choice(&scanner, "match, clarify or unmatched"))
    case "slot":
      let name = try Self.name(&scanner, "a slot and its value")
      let value = scanner.rest()
      guard !value.isEmpty else {
        throw ScriptMistake(at: scanner.position, "the slot's value is missing; `none`: not filled")
      }
      self = .slot(name, value == Self.none ? nil : value)
    case "owner": self = .owner(try Self.choice(&scanner, "bot, queue, agent:NAME or nobody"))
    case "language":
      self = .language(try Self.choice(&scanner, "zh-Hans, zh-Hant, vi or en"))
    case "misses": self = .misses(try Self.number(&scanner))
    case "buttons":
      let ids = scanner.words()
      guard !ids.isEmpty else {
        throw ScriptMistake(at: scanner.position, "expected the buttons' ids or `none`")
      }
      self = .buttons(ids == [Self.none] ? [] : ids)
    case "call":
      let function = try Self.name(&scanner, "the function's name")
      self = .call(function, try scanner.assignments())
    case "no":
      let what = scanner.word()
      guard what == "call" else {
        throw ScriptMistake(at: place, "`no` goes with `call`: `= no call order.cancel`")
      }
      let function = scanner.word()
      self = .noCall(function.isEmpty ? nil : function)
    case "silent": self = .silent
    case "escalation": self = try Self.escalation(&scanner)
    case "summary":
      guard scanner.word() == "contains" else {
        throw ScriptMistake(at: place, "`= summary contains TEXT` is how to ask for the summary")
      }
      let part = scanner.rest()
      guard !part.isEmpty else {
        throw ScriptMistake(at: scanner.position, "which text should the summary contain?")
      }
      self = .summary(part)
    case "refused":
      self = .refused(try Self.nameOrNone(&scanner, "an error's name or `none`"))
      // What follows explains; it is not compared.
      _ = scanner.rest()
    case "timer": self = try Self.timer(&scanner)
    case "":
      throw ScriptMistake(at: place, "what is expected? \(Self.kinds.joined(separator: ", "))")
    default:
      throw ScriptMistake(
        at: place, "`\(kind)` is nothing that can be expected",
        suggestion: DidYouMean.closest(to: kind, among: Self.kinds))
    }
    let end = scanner.position
    guard scanner.rest().isEmpty else {
      throw ScriptMistake(at: end + 1, "the expectation ends before this")
    }
  }

  private static func escalation(
    _ scanner: inout ScriptScanner
  ) throws(ScriptMistake) -> Expectation {
    let start = scanner
    if scanner.word() == none { return .noEscalation }
    scanner = start
    let reasons = EscalationReason.allCases.map(\.rawValue).joined(separator: ", ")
    let reason: EscalationReason = try choice(&scanner, "\(reasons) or none")
    let team = scanner.word()
    guard !team.isEmpty else { return .escalation(reason, team: nil, priority: nil) }
    let rest = scanner
    if scanner.word().isEmpty { return .escalation(reason, team: team, priority: nil) }
    scanner = rest
    return .escalation(reason, team: team, priority: try number(&scanner))
  }

  private static func timer(_ scanner: inout ScriptScanner) throws(ScriptMistake) -> Expectation {
    let timers = ChatTimer.allCases.map(\.rawValue).joined(separator: ", ")
    let timer: ChatTimer = try choice(&scanner, "one of \(timers)")
    let word = try name(&scanner, "a time, as in `5m`, or `none`")
    if word == none { return .timer(timer, nil) }
    guard let seconds = ScriptDuration.seconds(word) else {
      throw ScriptMistake(
        at: scanner.position - word.unicodeScalars.count, "`5m` is how to write a time")
    }
    return .timer(timer, seconds)
  }

  private static func name(
    _ scanner: inout ScriptScanner, _ what: String
  ) throws(ScriptMistake) -> String {
    let word = scanner.word()
    guard !word.isEmpty else { throw ScriptMistake(at: scanner.position, "expected \(what)") }
    return word
  }

  private static func nameOrNone(
    _ scanner: inout ScriptScanner, _ what: String
  ) throws(ScriptMistake) -> String? {
    let word = try name(&scanner, what)
    return word == none ? nil : word
  }

  private static func number(_ scanner: inout ScriptScanner) throws(ScriptMistake) -> Int {
    let word = try name(&scanner, "a number")
    guard let number = Int(word) else {
      throw ScriptMistake(
        at: scanner.position - word.unicodeScalars.count, "`\(word)` is no number")
    }
    return number
  }

  private static func choice<Choice: RawRepresentable<String>>(
    _ scanner: inout ScriptScanner, _ what: String
  ) throws(ScriptMistake) -> Choice {
    let word = try name(&scanner, what)
    guard let choice = Choice(rawValue: word) else {
      throw ScriptMistake(
        at: scanner.position - word.unicodeScalars.count, "`\(word)` is not \(what)")
    }
    return choice
  }
}
