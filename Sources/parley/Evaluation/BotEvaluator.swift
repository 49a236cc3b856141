import BotContent
import Evaluation
import Foundation
import Understanding

/// Cross-validates the examples of a bot's folder.
struct BotEvaluator {
  /// The SHA-256 of the content that was measured.
  let version: String
  /// What people call the bot: its folder.
  let name: String
  private let blueprint: RecognizerBlueprint
  private let folder: String

  init(_ bot: BotOption) throws(OperatorError) {
    let files = try bot.read()
    let (blueprint, report, sources) = BotLoader.blueprint(files)
    self.blueprint = try bot.loaded(blueprint, report, sources)
    version = files.version
    folder = bot.folder
    name = URL(filePath: bot.folder).standardizedFileURL.lastPathComponent
  }

  func evaluation(progress: (String) -> Void) throws(OperatorError) -> BotEvaluation {
    progress("learning \(blueprint.exampleCount) sentences")
    let model = blueprint.fit()
    progress("finding the threshold")
    let validation = CrossValidation(blueprint, blueprint.calibrate(model))
    var answers: [HeldOutAnswer] = []
    for fold in 0..<CrossValidation.folds {
      progress("asking about the examples, part \(fold + 1) of \(CrossValidation.folds)")
      answers += validation.answers(ofFold: fold)
    }
    guard answers.contains(where: { $0.expected != nil }) else {
      throw OperatorError(
        "there is nothing to measure: no intent in \(folder) has an example; see docs/content.md")
    }
    return BotEvaluation(answers)
  }
}
