import BotContent

/// Why a part of a line is not what it should be, and where in the line.
struct ScriptMistake: Error, Equatable {
  /// In Unicode scalars from the start of the line, its continuations included.
  var offset: Int
  var message: String
  var suggestion: String?

  init(at offset: Int, _ message: String, suggestion: String? = nil) {
    self.offset = offset
    self.message = message
    self.suggestion = suggestion
  }
}

extension ContentFinding {
  /// The rule of every mistake in a transcript.
  static let transcriptRule = "transcript"

  init(transcript file: String, line: Int, column: Int, _ message: String, suggestion: String?) {
    self.init(
      severity: .error, rule: Self.transcriptRule, file: file, line: line, column: column,
      message: message, suggestion: suggestion)
  }
}
