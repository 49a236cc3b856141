/// A place in a folded text that moves on over what it recognises; a failed step moves nothing.
struct TextCursor {
  let context: EntityContext
  var index: Int

  init(_ context: EntityContext, at index: Int) {
    self.context = context
    self.index = index
  }

  var isAtEnd: Bool { index >= context.scalars.count }

  mutating func skipSpaces() {
    while index < context.scalars.count, context.scalars[index] == " " { index += 1 }
  }

  /// Whether `word` (folded, without marks) stands here; Latin words only whole.
  mutating func skip(_ word: String, whole: Bool = true) -> Bool {
    var end = index
    for scalar in word.unicodeScalars {
      guard end < context.plain.count, context.plain[end] == scalar else { return false }
      end += 1
    }
    if whole, end > index, !context.isBoundary(end) { return false }
    index = end
    return true
  }

  mutating func skip(anyOf words: [String], whole: Bool = true) -> Bool {
    for word in words where skip(word, whole: whole) { return true }
    return false
  }

  /// A number of at most `digits` digits, with nothing more of it behind; where `words` says so,
  /// in Chinese numerals too.
  mutating func number(upTo digits: Int, words: Bool = false) -> Int? {
    var (value, end) = (0, index)
    while context.isDigit(end), end - index < digits {
      value = value * 10 + Int(context.scalars[end].value) - 0x30
      end += 1
    }
    if end > index {
      if context.isDigit(end) { return nil }
      index = end
      return value
    }
    guard words, let chinese = ChineseNumeral.parse(context.scalars, from: index),
      chinese.value < 10_000
    else { return nil }
    index = chinese.end
    return chinese.value
  }
}
