/// Which intent a text is nearest to, and whether it is near enough, learnt from examples.
package struct IntentClassifier: Sendable {
  let model: IntentModel
  let calibration: Calibration

  init(model: IntentModel, calibration: Calibration) {
    self.model = model
    self.calibration = calibration
  }

  /// The intents, sorted by name.
  package var labels: [String] { model.labels }

  /// What the weights take in memory.
  package var modelBytes: Int { model.bytes }

  /// `text` as the classifier reads it, its misspelt words mended.
  func mended(_ text: NormalizedText) -> NormalizedText { model.forms.mended(text) }

  func classify(_ text: NormalizedText, withoutMarks: Bool) -> Classification {
    Classification(
      model.reading(of: text, withoutMarks: withoutMarks), model: model, calibration: calibration)
  }
}
