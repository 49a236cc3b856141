import ArgumentParser
import Dialogs
import Foundation
import Understanding

/// `parley understand`: what a text means under the rules, and why.
struct Understand: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what a text means: intent, score, entities.",
    discussion: """
      Without a text, every line of standard input is one, and is answered by one line.

        parley understand "怎麼還沒出貨 20251120778"
        parley understand --explain "where is my parcel"
        parley understand --json --now 2026-11-22T13:00:00+08:00 < messages.txt
      """)

  @OptionGroup var bot: BotOption
  @OptionGroup var language: LanguageOption
  @Option(
    help: ArgumentHelp(
      "The time that dates are relative to, in ISO 8601; else the clock.", valueName: "time"))
  var now: String?
  @Flag(help: "Show under the text what spoke, and for what.") var explain = false
  @Flag(help: "One JSON value a text.") var json = false
  @Argument(help: "The text; without it, standard input, line by line.") var text: String?

  func validate() throws {
    _ = try reading(in: .gmt)
    if explain, json { throw ValidationError("Give --explain or --json, not both.") }
  }

  func run() throws {
    let bot = try bot.load()
    let zone = TimeZone(identifier: bot.settings.timeZone) ?? .gmt
    let clock = try reading(in: zone)
    if let text {
      Output.line(try answer(to: text, bot: bot, now: clock ?? ClockReading.now(in: zone)))
      return
    }
    var isFirst = true
    while let line = readLine() {
      if explain, !isFirst { Output.line("") }
      isFirst = false
      Output.line(try answer(to: line, bot: bot, now: clock ?? ClockReading.now(in: zone)))
    }
  }

  private func reading(in zone: TimeZone) throws -> LocalTime? {
    guard let now else { return nil }
    guard let reading = ClockReading.read(now, in: zone) else {
      throw ValidationError("'\(now)' is no time; write it as in 2026-11-22T13:00:00+08:00.")
    }
    return reading
  }

  private func answer(to text: String, bot: Bot, now: LocalTime) throws -> String {
    let understanding = bot.recognizer.understand(
      text, language: language.language, now: now, explainsRefusal: explain)
    if explain {
      return Explanation(
        understanding, clarifyMargin: bot.recognizer.thresholds.clarifyMargin, ink: .output,
        width: Output.width, keepsOrder: Output.isTerminal
      ).text
    }
    let report = UnderstandingReport(understanding)
    return json ? report.json : report.summary(ink: .output)
  }
}
