/// A stretch of a text that drew the classifier to one intent rather than another.
package struct Leaning: Equatable, Sendable {
  /// As the author or the customer wrote it.
  package var text: String
  /// The same with the names of the concepts in it, as in `where <parcel>`; nil where it has none.
  package var concept: String?
  /// How much more it adds to the score of the one than to that of the other.
  package var weight: Double

  package init(text: String, concept: String? = nil, weight: Double) {
    self.text = text
    self.concept = concept
    self.weight = weight
  }
}

extension IntentModel {
  /// The stretches of the raw text that spoke loudest for `label` over `other`, the loudest first,
  /// at most `limit` and none within another; `other` nil is the average of the intents.
  ///
  /// What features of one word add up to is the word's: people think in words, not in n-grams.
  func leanings(
    of reading: Reading, to label: Int, over other: Int?, limit: Int
  ) -> [(place: Range<Int>, concept: String?, weight: Double)] {
    var sums: [String: (place: Range<Int>, concept: String?, weight: Double)] = [:]
    func add(
      _ model: LinearModel, _ vector: FeatureVector, _ text: NormalizedText, _ share: Float
    ) {
      let towards = model.contributions(of: vector, to: label)
      let away = other.map { model.contributions(of: vector, to: $0) }
      let tokens = Tokenizer.tokens(of: text)
      for (index, range) in vector.ranges.enumerated() {
        let words = tokens.filter { $0.overlaps(range) }
        let first = words.first?.lowerBound ?? range.lowerBound
        let whole = first..<(words.last?.upperBound ?? range.upperBound)
        let place = text.rawRange(of: whole)
        let concept = name(of: text.scalars[whole])
        let weight = Double((towards[index] - (away?[index] ?? 0)) * share)
        sums["\(place) \(concept ?? "")", default: (place, concept, 0)].weight += weight
      }
    }
    add(words, reading.words, reading.text, 1)
    if let concepts, let vector = reading.concepts {
      add(concepts, vector, reading.abstracted, Self.conceptShare)
    }
    let loudest = sums.values.filter { $0.weight > 0 }.sorted {
      ($1.weight, $0.place.lowerBound, $0.place.upperBound, $0.concept ?? "")
        < ($0.weight, $1.place.lowerBound, $1.place.upperBound, $1.concept ?? "")
    }
    var chosen: [(place: Range<Int>, concept: String?, weight: Double)] = []
    for leaning in loudest where chosen.count < limit {
      if !chosen.contains(where: { $0.place.overlaps(leaning.place) }) { chosen.append(leaning) }
    }
    return chosen
  }

  /// The stretch with its concepts' names; nil where it has none.
  private func name(of scalars: ArraySlice<Unicode.Scalar>) -> String? {
    guard scalars.contains(where: { forms.concepts.name(of: $0) != nil }) else { return nil }
    return scalars.map { forms.concepts.name(of: $0) ?? String(Character($0)) }.joined()
  }
}
