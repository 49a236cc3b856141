import BotContent
import Dialogs
import Foundation
import LineProtocol

/// Reads a transcript line by line, and goes on after a mistake: all of them come out at once.
struct ScriptParser {
  /// Brings a file that another one includes.
  typealias Include = (_ path: String, _ from: String) -> IncludedScript

  private static let includeDepth = 8

  let file: String
  let include: Include
  var script: ChatScript
  var findings: [ContentFinding] = []
  /// Files that are being included, to notice circles.
  var trail: [String]
  /// Names that bubbles have kept so far.
  private var captured: Set<String> = []
  private var pendingStubs: [BackendStub] = []

  init(file: String, trail: [String] = [], include: @escaping Include) {
    self.file = file
    self.include = include
    self.trail = trail + [file]
    script = ChatScript(file: file)
  }

  mutating func read(_ source: String) {
    script.turns = [ChatScript.Turn(action: .open)]
    for line in ScriptLine.lines(of: source) {
      do throws(ScriptMistake) {
        try read(line)
      } catch {
        report(error, in: line)
      }
    }
  }

  mutating func report(_ mistake: ScriptMistake, in line: ScriptLine) {
    let place = line.place(at: mistake.offset)
    findings.append(
      ContentFinding(
        transcript: file, line: place.line, column: place.column, mistake.message,
        suggestion: mistake.suggestion))
  }

  private mutating func read(_ line: ScriptLine) throws(ScriptMistake) {
    var scanner = ScriptScanner(line.text)
    switch scanner.next {
    case " ", "\t":
      throw ScriptMistake(
        at: 0,
        "this line continues nothing: only more words of a bubble are indented, by two spaces")
    case ">":
      scanner.advance()
      let more = scanner.take("+")
      try mark(&scanner)
      add(try ScriptAction.customer(&scanner, more: more), line)
    case "<":
      scanner.advance()
      try addBubble(.bot, &scanner, line)
    case "*":
      scanner.advance()
      try addBubble(.system, &scanner, line)
    case "=":
      scanner.advance()
      let expectation = try Expectation(&scanner)
      add(.expectation(expectation), line)
    case "+": try addWait(&scanner, line)
    default: try readWords(line)
    }
  }

  /// A marker stands apart from its words by a space, or the words begin on the next line.
  private func mark(_ scanner: inout ScriptScanner) throws(ScriptMistake) {
    guard !scanner.isAtEnd, scanner.next != "\n", !scanner.take(" ") else { return }
    throw ScriptMistake(at: scanner.position, "put a space after the sign")
  }

  private mutating func addBubble(
    _ speaker: Message.Speaker, _ scanner: inout ScriptScanner, _ line: ScriptLine
  ) throws(ScriptMistake) {
    try mark(&scanner)
    let start = scanner.position
    let pattern = try BubblePattern(&scanner)
    guard !pattern.parts.isEmpty else {
      throw ScriptMistake(at: start, "what is said? `< …` is any bubble")
    }
    for name in pattern.recalls where !captured.contains(name) {
      throw ScriptMistake(
        at: start, "`{=\(name)}` stands before any `{\(name)}` that would keep it")
    }
    captured.formUnion(pattern.captures)
    add(.bubble(speaker, pattern), line)
  }

  private mutating func addWait(
    _ scanner: inout ScriptScanner, _ line: ScriptLine
  ) throws(ScriptMistake) {
    scanner.advance()
    scanner.skipSpaces()
    let start = scanner.position
    let seconds = scanner.words().map { ScriptDuration.seconds($0) }
    guard !seconds.isEmpty, !seconds.contains(nil) else {
      throw ScriptMistake(at: start, "how long? `+ 10m`, `+ 1h30m`; units are ms, s, m, h, d")
    }
    add(.wait(seconds.compactMap(\.self).reduce(0, +)), line)
  }

  // MARK: Lines that begin with a word

  private mutating func readWords(_ line: ScriptLine) throws(ScriptMistake) {
    var scanner = ScriptScanner(line.text)
    switch scanner.word() {
    case "backend":
      let stub = try BackendStub(&scanner)
      if script.turns.count == 1, script.turns[0].checks.isEmpty {
        script.stubs.append(stub)
      } else {
        pendingStubs.append(stub)
      }
    case "close" where scanner.rest().isEmpty: add(.event(.closed), line)
    case "agent": try readAgent(line)
    default: try readHeader(line)
    }
  }

  private mutating func readAgent(_ line: ScriptLine) throws(ScriptMistake) {
    let text = line.text.unicodeScalars
    guard let end = text.firstIndex(where: { $0 == ":" || $0 == ">" }) else {
      throw ScriptMistake(at: 0, "`agent lin: claim` or `agent lin> words` is how an agent acts")
    }
    let name = String(text[..<end].dropFirst(5)).trimmingCharacters(in: .whitespaces)
    let offset = text.distance(from: text.startIndex, to: end) + 1
    guard !name.isEmpty else { throw ScriptMistake(at: offset - 1, "the agent's name is missing") }
    var scanner = ScriptScanner(line.text, from: offset)
    if text[end] == ":" {
      add(try ScriptAction.agent(name, &scanner), line)
      return
    }
    try mark(&scanner)
    guard !scanner.isAtEnd else {
      throw ScriptMistake(at: scanner.position, "what does \(name) say?")
    }
    add(.event(.agentSaid(try ScriptText.read(&scanner), by: name)), line)
  }

  private mutating func add(_ action: ScriptAction, _ line: ScriptLine) {
    script.turns.append(
      ChatScript.Turn(action: action, text: line.text, lines: line.range, stubs: pendingStubs))
    pendingStubs = []
  }

  private mutating func add(_ kind: ChatScript.Check.Kind, _ line: ScriptLine) {
    script.turns[script.turns.count - 1].checks.append(
      ChatScript.Check(kind: kind, text: line.text, lines: line.range))
  }

  // MARK: Includes

  mutating func addInclude(_ path: String, at offset: Int) throws(ScriptMistake) {
    guard trail.count <= Self.includeDepth else {
      throw ScriptMistake(
        at: offset, "files include each other more than \(Self.includeDepth) deep")
    }
    switch include(path, file) {
    case .missing(let reason): throw ScriptMistake(at: offset, reason)
    case .found(let name, let source):
      guard !trail.contains(name) else {
        throw ScriptMistake(at: offset, "`\(path)` includes itself")
      }
      var parser = ScriptParser(file: name, trail: trail, include: include)
      parser.script = script
      parser.script.file = name
      parser.read(source)
      for turn in parser.script.turns {
        guard let line = turn.lines?.lowerBound ?? turn.checks.first?.lines.lowerBound else {
          continue
        }
        parser.findings.append(
          ContentFinding(
            transcript: name, line: line, column: 1,
            "an included file holds header and backend lines only", suggestion: nil))
        break
      }
      findings += parser.findings
      let turns = script.turns
      script = parser.script
      script.file = file
      script.turns = turns
    }
  }
}

/// What an `include:` line brings.
package enum IncludedScript: Sendable {
  case found(name: String, source: String)
  case missing(String)
}
