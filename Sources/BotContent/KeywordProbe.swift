import Understanding

/// Asks whether the keyword sets of one intent match a sentence, by the recogniser itself, so that
/// the check and the bot cannot disagree.
struct KeywordProbe {
  private let intent: String
  private let recognizer: Recognizer

  init(_ intent: IntentDefinition, concepts: [Concept], shorthand: [Shorthand]) {
    self.intent = intent.name
    var bare = intent
    bare.examples = []
    bare.nearMisses = []
    let words = intent.keywords.flatMap { $0.all + $0.any + $0.not }
    let named = concepts.filter { words.contains("<\($0.name)>") }
    recognizer = Recognizer(
      UnderstandingSource(intents: [bare], concepts: named, shorthand: shorthand))
  }

  /// The line of the set that matches.
  func line(matching sentence: String, language: ExampleLanguage) -> Int? {
    let spoken: Language =
      switch language {
      case .zh: .simplifiedChinese
      case .vi: .vietnamese
      case .en: .english
      }
    let understanding = recognizer.understand(
      sentence, language: spoken, now: LocalTime(secondsSince1970: 0, offsetSeconds: 0))
    return understanding.evidence.first { $0.kind == .keywords && $0.intent == intent }?.line
  }
}
