import Understanding

/// Collects the findings of one load: every reader and check writes here and goes on.
///
/// A reference, because a mistake is found deep inside and must not stop what stands around it.
final class FindingLog {
  private(set) var findings: [ContentFinding] = []
  private var seen: Set<Seen> = []

  private struct Seen: Hashable {
    var location: SourceLocation
    var message: String
  }

  func error(
    _ rule: FindingRule, at location: SourceLocation, _ message: String,
    suggestion: String? = nil, witness: String? = nil
  ) {
    add(.error, rule, location, message, suggestion, witness)
  }

  func warning(
    _ rule: FindingRule, at location: SourceLocation, _ message: String,
    suggestion: String? = nil, witness: String? = nil
  ) {
    add(.warning, rule, location, message, suggestion, witness)
  }

  private func add(
    _ severity: ContentFinding.Severity, _ rule: FindingRule, _ location: SourceLocation,
    _ message: String, _ suggestion: String?, _ witness: String?
  ) {
    // One text used in three states is one mistake, not three.
    let message = Self.shortened(message)
    guard seen.insert(Seen(location: location, message: message)).inserted else { return }
    findings.append(
      ContentFinding(
        severity: severity, rule: rule.rawValue, file: location.file, line: location.line,
        column: location.column, message: message, suggestion: suggestion,
        witness: witness.map(Self.shortened)))
  }

  private static let longest = 400

  /// A name can be as long as a file; a message is one line.
  private static func shortened(_ text: String) -> String {
    guard text.unicodeScalars.count > longest else { return text }
    return String(text.unicodeScalars.prefix(longest)) + "…"
  }
}
