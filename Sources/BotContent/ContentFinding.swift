/// One thing that is wrong, or looks wrong, in the content, told to the shop's author.
///
/// Encoded, it is one entry of `findings` in `parley check --json`.
package struct ContentFinding: Codable, Equatable, Sendable {
  package enum Severity: String, Codable, Sendable {
    /// The content is refused.
    case error
    /// The content is taken; the author should look.
    case warning
  }

  package var severity: Severity
  /// A stable word for the kind of finding, as in `unknown-key`; docs/content.md lists them all.
  package var rule: String
  /// The path below the bot's folder.
  package var file: String
  /// Counted from 1.
  package var line: Int
  /// Counted from 1, in Unicode scalars.
  package var column: Int
  package var message: String
  /// The name that the author probably meant.
  package var suggestion: String?
  /// A sentence that shows the fault.
  package var witness: String?

  package init(
    severity: Severity, rule: String, file: String, line: Int, column: Int, message: String,
    suggestion: String? = nil, witness: String? = nil
  ) {
    self.severity = severity
    self.rule = rule
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.suggestion = suggestion
    self.witness = witness
  }
}

/// All findings of a load, sorted by file, line and column.
package struct ContentReport: Codable, Equatable, Sendable {
  package var errors: Int
  package var warnings: Int
  package var findings: [ContentFinding]

  package init(_ findings: [ContentFinding]) {
    self.findings = findings.sorted {
      ($0.file, $0.line, $0.column, $0.rule, $0.message)
        < ($1.file, $1.line, $1.column, $1.rule, $1.message)
    }
    errors = findings.count { $0.severity == .error }
    warnings = findings.count - errors
  }
}
