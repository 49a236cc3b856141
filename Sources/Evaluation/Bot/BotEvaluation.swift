package import Understanding

/// How well a bot's classifier tells the bot's own examples apart, from what it made of each while
/// it was held out (`CrossValidation`).
///
/// Every variant of a template counts as one sentence, those without Vietnamese marks too: so the
/// classifier is taught. Pure: equal answers, in whatever order, give equal figures.
package struct BotEvaluation: Equatable, Sendable {
  /// The threshold on the score that is in force in every bot.
  package static let threshold = 0.5

  /// How many sentences have an intent, and how many messages are off-topic.
  package let sentences: Int
  package let offTopicMessages: Int
  package let intents: IntentScores
  package let languages: [LanguageScore]
  /// The worst first.
  package let pairs: [ConfusedPair]
  package let matrix: ConfusionMatrix
  package let curve: ThresholdCurve
  /// How often a sentence with an intent scores higher than an off-topic message.
  package let areaUnderCurve: Double?

  package init(_ answers: [HeldOutAnswer]) {
    let verdicts = answers.map {
      Verdict(
        expected: $0.expected, predicted: $0.predicted, isAccepted: $0.isAnswered,
        inScope: $0.inScope)
    }
    sentences = answers.count { $0.expected != nil }
    offTopicMessages = answers.count - sentences
    intents = IntentScores(verdicts)
    languages = LanguageScore.all(answers)
    matrix = ConfusionMatrix(answers)
    pairs = ConfusedPair.all(answers, support: matrix.support)
    curve = ThresholdCurve(answers)
    areaUnderCurve = ScopeScores(verdicts).areaUnderCurve
  }

  /// The intent that the sentences of `intent` are most often taken for.
  package func rival(of intent: String) -> ConfusedPair? {
    pairs.filter { $0.expected == intent }
      .max { ($0.sentences, $1.predicted) < ($1.sentences, $0.predicted) }
  }

  /// The intents with the lowest F1, the worst first; those without an error are left out.
  package var worstIntents: [IntentScore] {
    intents.intents.filter { $0.f1 < 1 }.sorted { ($0.f1, $0.intent) < ($1.f1, $1.intent) }
  }
}

/// The sentences of one language.
package struct LanguageScore: Equatable, Sendable {
  package let language: ExampleLanguage
  package let sentences: Int
  /// The share whose likeliest intent is right, whatever the threshold.
  package let accuracy: Double

  static func all(_ answers: [HeldOutAnswer]) -> [LanguageScore] {
    ExampleLanguage.allCases.compactMap { language in
      let own = answers.filter { $0.language == language && $0.expected != nil }
      guard !own.isEmpty else { return nil }
      return LanguageScore(
        language: language, sentences: own.count,
        accuracy: Double(own.count { $0.isRight }) / Double(own.count))
    }
  }
}
