import BotContent
import Dialogs
import Foundation
import Testing
import Transcripts

/// The chats of the shipped shop, each against the shop's own rules.
@Suite("Shipped transcripts")
struct ShippedTranscriptTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test func `every chat goes as it is written`() throws {
    let (bot, report, sources) = BotLoader.load(try ContentDirectory.read(Self.root))
    let rules = try #require(bot, "\(FindingPrinter().text(report, sources: sources))")
    let player = ScriptPlayer(library: BotLibrary(current: rules))
    let folder = Self.root.appending(path: "Tests/TranscriptTests/Transcripts").path
    let files = try ScriptDirectory.files(in: [folder])
    var played = 0
    for file in files {
      let reading = ScriptDirectory.read(file)
      guard let script = reading.script else {
        let mistakes = ContentReport(reading.findings)
        Issue.record("\(FindingPrinter().text(mistakes, sources: reading.sources))")
        continue
      }
      guard script.isPlayable else { continue }
      played += 1
      let result = player.play(script)
      if !result.isPassed { Issue.record("\(TranscriptDiff(result).text)") }
    }
    #expect(played >= 25)
  }
}
