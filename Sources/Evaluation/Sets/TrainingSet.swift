package import Understanding

/// Labelled utterances as a bot's examples: the same path that a shop's own examples take, but
/// that what looks like a template is taken as it stands.
package enum TrainingSet {
  package static func blueprint(_ utterances: [LabelledUtterance]) -> RecognizerBlueprint {
    var examples: [String: [ExampleSentence]] = [:]
    for (index, utterance) in utterances.enumerated() {
      let place = SourceLocation(file: "", line: index + 1, column: 1)
      examples[utterance.label, default: []].append(
        ExampleSentence(
          utterance.text, language: .written(in: utterance.text), location: place,
          isLiteral: true))
    }
    let intents = examples.keys.sorted().map { label in
      IntentDefinition(
        name: label, examples: examples[label] ?? [],
        location: SourceLocation(file: "", line: 1, column: 1))
    }
    return RecognizerBlueprint(UnderstandingSource(intents: intents))
  }
}

extension Recognizer {
  /// What the classifier makes of `text`, as the daemon would ask it.
  ///
  /// The language is detected and entities are found, but no rule takes part: a test sentence that is
  /// an example too gets no prize for it.
  package func verdict(on text: String, expected: String?) -> Verdict {
    let language = detectLanguage(text, default: defaultLanguage) ?? defaultLanguage
    let classification = classify(text, language: language)
    return Verdict(
      expected: expected, predicted: classification.candidates.first?.intent,
      isAccepted: classification.score >= 0.5, inScope: classification.inScope)
  }
}
