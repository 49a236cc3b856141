/// How intents are told apart: a linear model over what was written, and where the bot has
/// concepts, a second one over the same with each word of a concept put down as that concept.
///
/// The second lets an example in one language teach the others, and one wording another. Both are
/// fitted by themselves and their logits added (late fusion: CLASSIFIER.md §9 has what it buys).
package struct IntentModel: Sendable {
  /// The intents, sorted; off-topic, where trained, is one class more.
  let labels: [String]
  let hasOffTopic: Bool
  let words: LinearModel
  let concepts: LinearModel?
  let forms: TextForms

  /// How much the model over concepts counts against the one over words.
  static let conceptShare: Float = 0.7

  var bytes: Int { words.bytes + (concepts?.bytes ?? 0) }

  /// Whether both models speak of the same classes.
  var isConsistent: Bool {
    let classes = labels.count + (hasOffTopic ? 1 : 0)
    return words.classes == classes && concepts.map { $0.classes == classes } ?? true
  }

  /// A text as the model sees it.
  struct Reading: Sendable {
    /// What was written, mended.
    var text = NormalizedText()
    var words = FeatureVector()
    var abstracted = NormalizedText()
    var concepts: FeatureVector?
    /// One for each class.
    var logits: [Float] = []
    /// The share of the text's words, weighed by rarity, that training has never seen.
    var unknownShare: Float = 1

    var isEmpty: Bool { words.features.isEmpty && concepts?.features.isEmpty ?? true }
  }

  func reading(of text: NormalizedText, withoutMarks: Bool) -> Reading {
    var reading = Reading()
    reading.text = forms.mended(text)
    reading.words = words.vocabulary.vector(of: FeatureSource(reading.text))
    reading.logits = words.logits(of: reading.words)
    reading.unknownShare = reading.words.unknownShare
    if reading.text != text {
      // What had to be mended is unknown all the same: it may have been another word after all.
      reading.unknownShare = words.vocabulary.unknownShare(of: FeatureSource(text))
    }
    guard let concepts else { return reading }
    reading.abstracted = forms.abstracted(reading.text, withoutMarks: withoutMarks)
    let vector = concepts.vocabulary.vector(of: FeatureSource(reading.abstracted))
    let share = Self.conceptShare
    for (label, logit) in concepts.logits(of: vector).enumerated() {
      reading.logits[label] += share * logit
    }
    reading.unknownShare = (reading.unknownShare + share * vector.unknownShare) / (1 + share)
    reading.concepts = vector
    return reading
  }

  /// Calls `body` with what each feature adds to `label`, against the average of the intents, and
  /// where it stands in which form of the text.
  @inline(__always)
  func forEachContribution(
    of reading: Reading, to label: Int, _ body: (Float, Range<Int>, NormalizedText) -> Void
  ) {
    for (range, weight) in zip(
      reading.words.ranges, words.contributions(of: reading.words, to: label))
    {
      body(weight, range, reading.text)
    }
    guard let concepts, let vector = reading.concepts else { return }
    for (range, weight) in zip(vector.ranges, concepts.contributions(of: vector, to: label)) {
      body(weight * Self.conceptShare, range, reading.abstracted)
    }
  }
}
