import ArgumentParser
import Evaluation
import Foundation

/// `parley eval`: how good the classifier is.
struct Eval: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures how well intents are recognised.",
    discussion: """
      Trains on one file of labelled utterances and asks about another; each line is a label, a \
      tab, a text. What is out of scope has no right intent; the threshold never sees it.

        parley eval --train banking.train.tsv --test banking.test.tsv
        parley eval --train clinc.train.tsv --test clinc.test.tsv --oos clinc.oos.tsv --json
      """)

  @Option(help: ArgumentHelp("Learn from these.", valueName: "file")) var train: String
  @Option(help: ArgumentHelp("Ask about these.", valueName: "file")) var test: String
  @Option(help: ArgumentHelp("Ask about these, which are out of scope.", valueName: "file"))
  var oos: String?
  @Flag(help: "Print one JSON value.") var json = false

  func run() throws {
    let train = try Self.utterances(in: train)
    guard !train.isEmpty else { throw OperatorError("there is no example in \(self.train)") }
    let test = try Self.utterances(in: test)
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
