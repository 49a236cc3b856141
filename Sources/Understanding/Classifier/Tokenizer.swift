/// Cuts a text into the tokens that features are made of.
///
/// One token for each Chinese character, kana, hangul, emoji and place-holder; otherwise a run of
/// letters and digits. A question mark is a token, other punctuation separates.
enum Tokenizer {
  static func tokens(of text: NormalizedText) -> [Range<Int>] {
    var tokens: [Range<Int>] = []
    tokens.reserveCapacity(text.count / 3 + 1)
    var start: Int?
    for (index, scalar) in text.scalars.enumerated() {
      let kind = ScalarKind(scalar)
      if kind.isWordLike {
        if start == nil { start = index }
        continue
      }
      if let begun = start {
        tokens.append(begun..<index)
        start = nil
      }
      if kind == .ideograph || kind == .symbol || scalar == "?" { tokens.append(index..<index + 1) }
    }
    if let begun = start { tokens.append(begun..<text.count) }
    return tokens
  }
}
