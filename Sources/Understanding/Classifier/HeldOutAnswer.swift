/// What the classifier made of one of the bot's own examples when it had not learnt from it.
package struct HeldOutAnswer: Equatable, Sendable {
  /// The intent that has the example; nil for an off-topic message.
  package var expected: String?
  /// The likeliest intent, whatever its score; nil where there is none.
  package var predicted: String?
  /// 0…1; from 0.5 on the bot answers.
  package var score: Double
  /// High = in scope; comparable within one fold.
  package var inScope: Double
  /// One variant of the example, as its author wrote it.
  package var text: String
  package var language: ExampleLanguage
  package var location: SourceLocation
  /// Whether `text` was asked without its Vietnamese marks.
  package var lacksMarks: Bool
  /// What led astray; empty where the answer is right.
  package var misleading: [Leaning]

  package init(
    expected: String?, predicted: String?, score: Double, inScope: Double, text: String,
    language: ExampleLanguage, location: SourceLocation, lacksMarks: Bool = false,
    misleading: [Leaning] = []
  ) {
    self.expected = expected
    self.predicted = predicted
    self.score = score
    self.inScope = inScope
    self.text = text
    self.language = language
    self.location = location
    self.lacksMarks = lacksMarks
    self.misleading = misleading
  }

  package var isRight: Bool { expected != nil && predicted == expected }
  package var isAnswered: Bool { score >= 0.5 }
}
