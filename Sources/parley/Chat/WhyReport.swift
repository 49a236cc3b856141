import Foundation
import LineProtocol

/// What `chat.why` answered, in a few lines.
struct WhyReport {
  private static let evidenceShown = 4

  let lines: [String]

  init(_ why: JSONValue) {
    var lines: [String] = []
    if let decision = why["decision"]?.string {
      let score = (why["score"]?.double).map { String(format: "%.2f", $0) } ?? ""
      lines.append("\(why["intent"]?.string ?? "–")  \(score)  \(decision)")
    }
    let spoke = (why["evidence"]?.array ?? []).filter { $0["intent"] == why["intent"] }
    for evidence in spoke.prefix(Self.evidenceShown) {
      lines.append(
        "  \(evidence["kind"]?.string ?? "") “\(evidence["text"]?.string ?? "")”"
          + Self.place(evidence))
    }
    for step in why["steps"]?.array ?? [] {
      lines.append("  → \(step["what"]?.string ?? "")" + Self.place(step))
    }
    if let before = why["before"], let after = why["after"], before != after {
      lines.append("  \(Self.standing(before)) ⇒ \(Self.standing(after))")
    }
    if let fault = why["fault"]?.string { lines.append("  fault: \(fault)") }
    self.lines = lines
  }

  private static func place(_ value: JSONValue) -> String {
    guard let file = value["file"]?.string else { return "" }
    return "  \(file)" + ((value["line"]?.int).map { ":\($0)" } ?? "")
  }

  private static func standing(_ value: JSONValue) -> String {
    "\(value["owner"]?.string ?? "") \(value["states"]?.array?.last?.string ?? "–")"
  }
}
