import ArgumentParser
import BotContent
import Foundation

/// `parley check`: finds the mistakes in a bot's rules before customers do.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Finds the mistakes in a bot's intents, dialogs and texts.",
    discussion: """
      Prints all of them as file:line:column, with the line and what was probably meant. Ends with \
      1 where there is an error; warnings alone are fine.

        parley check --bot .
        parley check --json
      """)

  @OptionGroup var bot: BotOption
  @Flag(help: "Print one JSON value: {errors, warnings, findings}.") var json = false

  func run() throws {
    let (report, sources) = BotLoader.check(try bot.read())
    if json {
      Output.line(try JSONOutput.line(report))
    } else {
      Output.text(FindingPrinter().text(report, sources: sources))
    }
    if report.errors > 0 { throw ExitCode.doesNotHold }
  }
}
