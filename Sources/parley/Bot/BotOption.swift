import ArgumentParser
import BotContent
import Dialogs
import Foundation

/// `--bot DIR`.
struct BotOption: ParsableArguments {
  @Option(name: .customLong("bot"), help: "The bot's folder, with intents/ and dialogs/.")
  var folder = "."

  func read() throws(OperatorError) -> ContentFiles {
    do throws(ContentDirectoryError) {
      return try ContentDirectory.read(URL(filePath: folder))
    } catch {
      throw OperatorError(error.description)
    }
  }

  /// The bot, or its mistakes on standard error.
  func load() throws(OperatorError) -> Bot {
    let (bot, report, sources) = BotLoader.load(try read())
    return try loaded(bot, report, sources)
  }

  /// What was made of the folder, or its mistakes on standard error.
  func loaded<Result>(
    _ result: Result?, _ report: ContentReport, _ sources: [String: String]
  ) throws(OperatorError) -> Result {
    if let result { return result }
    let errors = ContentReport(report.findings.filter { $0.severity == .error })
    Output.error(
      FindingPrinter().text(errors, sources: sources).trimmingCharacters(in: .newlines))
    throw OperatorError(
      "the rules in \(folder) have mistakes and were not loaded; correct them and run "
        + "`parley check --bot \(folder)`")
  }
}
