extension IntentClassifier {
  func encoded() -> [UInt8] {
    var encoder = ModelEncoder()
    encoder.write(calibration.threshold)
    encoder.write(calibration.scale)
    encoder.write(model.labels)
    encoder.write(model.hasOffTopic)
    model.words.encode(to: &encoder)
    encoder.write(model.concepts != nil)
    model.concepts?.encode(to: &encoder)
    model.forms.spelling.encode(to: &encoder)
    return encoder.finish()
  }

  /// What was encoded; nil where the bytes are damaged or of another version.
  ///
  /// `concepts` are not written, for they are the content's.
  init?(decoding bytes: [UInt8], concepts: ConceptTable) {
    do throws(ModelDecoder.Damaged) {
      var decoder = try ModelDecoder(bytes)
      let calibration = Calibration(
        threshold: try decoder.read(Double.self), scale: try decoder.read(Double.self))
      let labels = try decoder.strings()
      let hasOffTopic = try decoder.read(UInt8.self) != 0
      let words = try LinearModel(from: &decoder, intents: labels.count)
      let abstract =
        try decoder.read(UInt8.self) != 0
        ? try LinearModel(from: &decoder, intents: labels.count) : nil
      let spelling = try Spelling(from: &decoder)
      guard decoder.isAtEnd, (abstract == nil) == concepts.isEmpty else { return nil }
      let model = IntentModel(
        labels: labels, hasOffTopic: hasOffTopic, words: words, concepts: abstract,
        forms: TextForms(spelling: spelling, concepts: concepts))
      guard model.isConsistent else { return nil }
      self.init(model: model, calibration: calibration)
    } catch {
      return nil
    }
  }
}
