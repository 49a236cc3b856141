import ArgumentParser
import BotContent
import Dialogs
import Foundation
import Transcripts

/// `parley test`: plays transcripts and says where a chat went otherwise.
struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Plays transcripts (.chat) against the bot's rules.",
    discussion: """
      Time is virtual and the backend is what the transcript says. Without a path, all transcripts \
      under the bot's folder are played. Ends with 1 where a chat went otherwise.

        parley test
        parley test Tests/TranscriptTests/Transcripts/order_track
        parley test --update order_track/late.chat
      """)

  @OptionGroup var bot: BotOption
  @Flag(help: "Rewrite what was expected from what happened, and show the difference.")
  var update = false
  @Option(help: ArgumentHelp("Also write a JUnit report.", valueName: "file")) var junit: String?
  @Argument(help: "Transcripts, or folders of them.") var paths: [String] = []

  func run() throws {
    let files: [String]
    do throws(ScriptDirectoryError) {
      files = try ScriptDirectory.files(in: paths.isEmpty ? [bot.folder] : paths)
    } catch {
      throw OperatorError(error.description)
    }
    let player = ScriptPlayer(library: BotLibrary(current: try bot.load()))
    var cases: [JUnitReport.Case] = []
    var updated = 0
    for file in files {
      let reading = ScriptDirectory.read(file)
      if let script = reading.script, !script.isPlayable { continue }
      let failure = reading.script.map { play($0, player) } ?? Self.mistakes(in: reading)
      if let failure { Output.line(failure) }
      if failure != nil, update, let script = reading.script, let source = reading.sources[file] {
        try rewrite(file, source, player.play(script))
        updated += 1
      }
      cases.append(JUnitReport.Case(name: file, failure: failure))
    }
    try report(cases, updated: updated)
  }

  private func play(_ script: ChatScript, _ player: ScriptPlayer) -> String? {
    let played = player.play(script)
    return played.isPassed ? nil : TranscriptDiff(played).text
  }

  private static func mistakes(in reading: ScriptReading) -> String {
    Findings.text(reading)
  }

  private func rewrite(_ file: String, _ source: String, _ played: PlayedScript) throws {
    let text = TranscriptRewriter(played).rewrite(source)
    do {
      try Data(text.utf8).write(to: URL(filePath: file), options: .atomic)
    } catch {
      throw OperatorError("cannot write \(file): \(error.localizedDescription)")
    }
  }

  private func report(_ cases: [JUnitReport.Case], updated: Int) throws {
    if let junit {
      do {
        try Data(JUnitReport(cases).xml.utf8).write(to: URL(filePath: junit), options: .atomic)
      } catch {
        throw OperatorError("cannot write \(junit): \(error.localizedDescription)")
      }
    }
    let failed = cases.count { $0.failure != nil }
    let passed = cases.count - failed
    guard updated > 0 else {
      Output.line("\(passed) passed, \(failed) failed")
      if failed > 0 { throw ExitCode.doesNotHold }
      return
    }
    Output.line("\(passed) passed, \(updated) updated, \(failed - updated) failed")
    if failed > updated { throw ExitCode.doesNotHold }
  }
}
