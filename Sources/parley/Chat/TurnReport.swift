import Dialogs
import Foundation
import Understanding

/// Why a turn went as it did, in a few lines.
struct TurnReport {
  private static let evidenceShown = 4

  let lines: [String]

  init(_ trace: TurnTrace) {
    var lines: [String] = []
    if let understanding = trace.understanding {
      lines.append(UnderstandingReport(understanding).summary(ink: Ink(isOn: false)))
      let spoke = understanding.evidence.filter { $0.intent == understanding.intent }
      for evidence in spoke.prefix(Self.evidenceShown) {
        lines.append(
          "  \(evidence.kind.rawValue) “\(evidence.text)”\(Self.place(evidence.file, evidence.line))"
        )
      }
    }
    lines += trace.steps.map { "  → \($0.what)\(Self.place($0.file, $0.line))" }
    if trace.before.states != trace.after.states || trace.before.owner != trace.after.owner {
      lines.append("  \(Self.text(of: trace.before)) ⇒ \(Self.text(of: trace.after))")
    }
    if let fault = trace.fault { lines.append("  fault: \(fault)") }
    self.lines = lines
  }

  private static func place(_ file: String?, _ line: Int?) -> String {
    guard let file else { return "" }
    return "  \(file)" + (line.map { ":\($0)" } ?? "")
  }

  private static func text(of standing: TurnTrace.Standing) -> String {
    "\(standing.owner.rawValue) \(standing.states.last ?? "–")"
  }
}
