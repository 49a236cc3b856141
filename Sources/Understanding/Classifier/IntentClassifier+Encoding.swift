extension IntentClassifier {
  func encode(to encoder: inout ModelEncoder) {
    encoder.write(calibration.threshold)
    encoder.write(calibration.scale)
    encoder.write(model.labels)
    encoder.write(model.hasOffTopic)
    model.words.encode(to: &encoder)
    encoder.write(model.concepts != nil)
    model.concepts?.encode(to: &encoder)
    model.forms.spelling.encode(to: &encoder)
  }

  /// `concepts` are not written, for they are the content's.
  init(
    from decoder: inout ModelDecoder, concepts: ConceptTable
  ) throws(ModelDecoder.Damaged) {
    let calibration = Calibration(
      threshold: try decoder.read(Double.self), scale: try decoder.read(Double.self))
    let labels = try decoder.strings()
    let hasOffTopic = try decoder.read(UInt8.self) != 0
    let words = try LinearModel(from: &decoder, intents: labels.count)
    let abstract =
      try decoder.read(UInt8.self) != 0
      ? try LinearModel(from: &decoder, intents: labels.count) : nil
    let spelling = try Spelling(from: &decoder)
    let model = IntentModel(
      labels: labels, hasOffTopic: hasOffTopic, words: words, concepts: abstract,
      forms: TextForms(spelling: spelling, concepts: concepts))
    guard model.isConsistent, (abstract == nil) == concepts.isEmpty else {
      throw ModelDecoder.Damaged()
    }
    self.init(model: model, calibration: calibration)
  }
}
