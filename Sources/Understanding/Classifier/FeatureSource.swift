/// A text prepared for the classifier: normalised, cut into tokens, its concepts found.
struct FeatureSource: Sendable {
  let text: NormalizedText
  let tokens: [Range<Int>]
  let concepts: [PhraseMatch]

  init(_ text: NormalizedText, concepts: [PhraseMatch] = []) {
    self.text = text
    tokens = Tokenizer.tokens(of: text)
    self.concepts = concepts
  }

  /// Calls `body` with every feature: its hash, its block, its range in `text`, and whether it is
  /// a single word.
  @inline(__always)
  func forEachFeature(_ body: (UInt64, FeatureBlock, Range<Int>, Bool) -> Void) {
    text.scalars.withUnsafeBufferPointer { scalars in
      var previous: (hash: UInt64, start: Int)?
      for token in tokens {
        var word = FeatureHash(.words, 1)
        for i in token { word.combine(UInt64(scalars[i].value)) }
        body(word.value, .words, token, true)
        if let previous {
          var pair = FeatureHash(.words, 2)
          pair.combine(previous.hash)
          pair.combine(word.value)
          body(pair.value, .words, previous.start..<token.upperBound, false)
        }
        previous = (word.value, token.lowerBound)
        characters(of: token, in: scalars, body)
        var prefix = FeatureHash(.prefixes, 1)
        let head = token.prefix(4)
        for i in head { prefix.combine(UInt64(scalars[i].value)) }
        body(prefix.value, .prefixes, head, false)
      }
    }
    for (index, concept) in concepts.enumerated() {
      var single = FeatureHash(.concepts, 1)
      single.combine(UInt64(concept.phrase))
      body(single.value, .concepts, concept.range, false)
      guard index + 1 < concepts.count else { continue }
      let next = concepts[index + 1]
      var pair = FeatureHash(.concepts, 2)
      pair.combine(UInt64(concept.phrase))
      pair.combine(UInt64(next.phrase))
      body(pair.value, .concepts, concept.range.lowerBound..<next.range.upperBound, false)
    }
  }

  /// Character n-grams of a token padded with a space on both sides.
  ///
  /// A padded token not longer
  /// than n counts once, whole.
  @inline(__always)
  private func characters(
    of token: Range<Int>, in scalars: UnsafeBufferPointer<Unicode.Scalar>,
    _ body: (UInt64, FeatureBlock, Range<Int>, Bool) -> Void
  ) {
    let padded = token.count + 2
    for n in 2...4 {
      let last = max(0, padded - n)
      for offset in 0...last {
        let end = min(offset + n, padded)
        var hash = FeatureHash(.characters, 1)
        for position in offset..<end {
          let isPad = position == 0 || position == padded - 1
          hash.combine(isPad ? 0x20 : UInt64(scalars[token.lowerBound + position - 1].value))
        }
        let from = max(token.lowerBound, token.lowerBound + offset - 1)
        let to = min(token.upperBound, token.lowerBound + end - 1)
        body(hash.value, .characters, from..<to, false)
      }
      if last == 0 { break }
    }
  }
}
