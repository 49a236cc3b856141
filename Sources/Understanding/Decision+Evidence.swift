/// What the classifier has to say for itself.
extension Decision {
  /// So many stretches are listed for an intent that won, and for the one that came second: they
  /// are stored with every turn.
  private static let winnersEvidence = 6
  private static let runnerUpsEvidence = 3
  /// So many features are looked at for them.
  private static let loudest = 24

  /// What spoke for the best of `candidates`, and less of it for the second.
  func spoken(
    for candidates: [Classification.Candidate], _ classified: Classification
  ) -> [Evidence] {
    zip(candidates, [Self.winnersEvidence, Self.runnerUpsEvidence]).flatMap { candidate, limit in
      ngrams(of: classified, for: candidate, limit: limit)
    }
  }

  /// What spoke for the one that came second to a rule.
  func spoken(
    forSecond candidate: Classification.Candidate, _ classified: Classification
  ) -> [Evidence] {
    ngrams(of: classified, for: candidate, limit: Self.runnerUpsEvidence)
  }

  /// The stretches of the text that spoke loudest for `candidate`, as the customer wrote them.
  private func ngrams(
    of classified: Classification, for candidate: Classification.Candidate, limit: Int
  ) -> [Evidence] {
    // The loudest features are few and often the same word thrice: as a word, a prefix, an n-gram.
    var loudest: [(place: Range<Int>, weight: Float)] = []
    loudest.reserveCapacity(Self.loudest + 1)
    recognizer.classifier.model.forEachContribution(
      of: classified.reading, to: candidate.label
    ) { weight, range, text in
      guard weight > 0, loudest.count < Self.loudest || weight > loudest[Self.loudest - 1].weight
      else { return }
      let index = loudest.firstIndex { $0.weight < weight } ?? loudest.count
      loudest.insert((text.rawRange(of: range), weight), at: index)
      if loudest.count > Self.loudest { loudest.removeLast() }
    }
    var merged: [(place: Range<Int>, weight: Double)] = []
    for (place, weight) in loudest {
      if let same = merged.firstIndex(where: { $0.place == place }) {
        merged[same].weight += Double(weight)
      } else {
        merged.append((place, Double(weight)))
      }
    }
    return
      merged.sorted { ($1.weight, $0.place.lowerBound) < ($0.weight, $1.place.lowerBound) }
      .prefix(limit)
      .map {
        Evidence(
          kind: .ngram, intent: candidate.intent, text: reading.rawText($0.place),
          weight: $0.weight, place: $0.place)
      }
  }
}
