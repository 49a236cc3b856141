/// A text prepared for a linear model: normalised and cut into tokens.
struct FeatureSource: Sendable {
  let text: NormalizedText
  let tokens: [Range<Int>]

  init(_ text: NormalizedText) {
    self.text = text
    tokens = Tokenizer.tokens(of: text)
  }

  /// Calls `body` with every feature: its hash, its block, its range in `text`, and whether it is
  /// a single word; a number is none, for nobody can know them all.
  @inline(__always)
  func forEachFeature(_ body: (UInt64, FeatureBlock, Range<Int>, Bool) -> Void) {
    text.scalars.withUnsafeBufferPointer { scalars in
      var previous: (hash: UInt64, start: Int)?
      for token in tokens {
        let word = Self.word(token, in: scalars)
        body(word.value, .words, token, Self.isWord(token, in: scalars))
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
  }

  /// Calls `body` with the hash of every single word that is no number.
  func forEachWord(_ body: (UInt64) -> Void) {
    text.scalars.withUnsafeBufferPointer { scalars in
      for token in tokens where Self.isWord(token, in: scalars) {
        body(Self.word(token, in: scalars).value)
      }
    }
  }

  @inline(__always)
  private static func isWord(
    _ token: Range<Int>, in scalars: UnsafeBufferPointer<Unicode.Scalar>
  ) -> Bool {
    !token.allSatisfy { ("0"..."9").contains(scalars[$0]) }
  }

  @inline(__always)
  private static func word(
    _ token: Range<Int>, in scalars: UnsafeBufferPointer<Unicode.Scalar>
  ) -> FeatureHash {
    var word = FeatureHash(.words, 1)
    for i in token { word.combine(UInt64(scalars[i].value)) }
    return word
  }

  /// Character n-grams of a token padded with a space on both sides.
  ///
  /// A padded token not longer than n counts once, whole.
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
