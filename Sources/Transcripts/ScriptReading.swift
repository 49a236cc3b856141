package import BotContent

/// What became of a transcript file: the script, or all its mistakes.
package struct ScriptReading: Sendable {
  /// Nil where there are findings.
  package var script: ChatScript?
  package var findings: [ContentFinding]
  /// The text of the file and of what it includes, for the findings' sake.
  package var sources: [String: String]

  package init(script: ChatScript?, findings: [ContentFinding], sources: [String: String]) {
    self.script = script
    self.findings = findings
    self.sources = sources
  }

  /// Reads a transcript; `include` brings the files it names, given the path as written and the
  /// file that names it.
  package init(
    _ source: String, file: String,
    include: (_ path: String, _ from: String) -> IncludedScript = { path, _ in
      .missing("there is no file `\(path)` to include")
    }
  ) {
    var sources = [file: source]
    self = withoutActuallyEscaping(include) { include in
      var parser = ScriptParser(file: file) { path, from in
        let included = include(path, from)
        if case .found(let name, let source) = included { sources[name] = source }
        return included
      }
      parser.read(source)
      let script = parser.findings.isEmpty ? parser.script : nil
      return ScriptReading(script: script, findings: parser.findings, sources: sources)
    }
  }
}
