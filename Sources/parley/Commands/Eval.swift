import ArgumentParser
import Evaluation
import Foundation

/// `parley eval`: how good the classifier is.
struct Eval: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures how well intents are recognised.",
    discussion: """
      With --bot, asks about each of the bot's own examples while it is held out: which intents are \
      confused, by which sentences and words, and what the threshold does.

      With --train and --test, learns from one file of labelled utterances and asks about another; \
      each line is a label, a tab, a text. What is out of scope has no right intent; the threshold \
      never sees it.

        parley eval --bot . --html run/eval.html
        parley eval --train banking.train.tsv --test banking.test.tsv
        parley eval --train clinc.train.tsv --test clinc.test.tsv --oos clinc.oos.tsv --json
      """)

  @Option(help: ArgumentHelp("Ask about the examples of this bot's folder.", valueName: "dir"))
  var bot: String?
  @Option(help: ArgumentHelp("With --bot: also write a page for a browser.", valueName: "file"))
  var html: String?
  @Option(help: ArgumentHelp("Learn from these.", valueName: "file")) var train: String?
  @Option(help: ArgumentHelp("Ask about these.", valueName: "file")) var test: String?
  @Option(help: ArgumentHelp("Ask about these, which are out of scope.", valueName: "file"))
  var oos: String?
  @Flag(help: "Print one JSON value.") var json = false

  func validate() throws {
    if bot != nil {
      guard train == nil, test == nil, oos == nil else {
        throw ValidationError("Give --bot, or --train and --test, not both.")
      }
      return
    }
    guard train != nil, test != nil else {
      throw ValidationError("Give --bot, or --train and --test.")
    }
    if html != nil { throw ValidationError("--html goes with --bot.") }
  }

  func run() throws {
    if let bot {
      try evaluateBot(in: bot)
    } else if let train, let test {
      try evaluateSet(train, test)
    }
  }

  private func evaluateBot(in folder: String) throws {
    var option = BotOption()
    option.folder = folder
    let progress = ProgressLine()
    let evaluator = try BotEvaluator(option)
    let evaluation = try evaluator.evaluation(progress: progress.show)
    progress.clear()
    if let html {
      let page = BotEvaluationPage(evaluation, name: evaluator.name, version: evaluator.version)
      do {
        try Data(page.html.utf8).write(to: URL(filePath: html), options: .atomic)
      } catch {
        throw OperatorError("cannot write \(html): \(error.localizedDescription)")
      }
    }
    Output.line(
      json
        ? try JSONOutput.line(BotEvaluationReport(evaluation))
        : BotEvaluationText(evaluation, ink: .output).text)
    if let html, !json { Output.line("\nThe whole of it is in \(html)") }
  }

  private func evaluateSet(_ trainFile: String, _ testFile: String) throws {
    let train = try Self.utterances(in: trainFile)
    guard !train.isEmpty else { throw OperatorError("there is no example in \(trainFile)") }
    let test = try Self.utterances(in: testFile)
    let outOfScope = try oos.map(Self.utterances) ?? []
    let progress = ProgressLine()
    let evaluation = SetEvaluation(train: train, progress: progress.show)
    progress.show("asking")
    let report = evaluation.report(test: test, outOfScope: outOfScope)
    progress.clear()
    Output.line(json ? try JSONOutput.line(report) : report.text)
  }

  private static func utterances(in path: String) throws -> [LabelledUtterance] {
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw OperatorError("cannot read \(path): \(error.localizedDescription)")
    }
    do throws(LabelledUtterance.Mistake) {
      return try LabelledUtterance.read(Array(data))
    } catch {
      throw OperatorError("\(path):\(error.line): \(error.reason)")
    }
  }
}
