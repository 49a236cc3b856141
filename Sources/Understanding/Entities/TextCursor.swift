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
    while index < context.scalars.count, context.scalars[index] == " " {
      context.steps += 1
      index += 1
    }
  }

  /// One space, if there is one.
  mutating func skipSpace() { if !isAtEnd, context.scalars[index] == " " { index += 1 } }

  /// Whether `word` (folded, without marks) stands here; Latin words only whole.
  mutating func skip(_ word: String, whole: Bool = true) -> Bool {
    var end = index
    context.steps += 1
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

  /// The word of letters that stands here, without marks, so that a byte is a scalar; nil for one
  /// longer than any we know, and for other alphabets.
  func word() -> String? {
    var end = index
    while context.isLetter(end), context.plain[end].isASCII, end - index <= 12 { end += 1 }
    context.steps += end - index
    guard end > index, end - index <= 12, context.isBoundary(end) else { return nil }
    return String(String.UnicodeScalarView(context.plain[index..<end]))
  }

  /// A number of at most `digits` digits, with nothing more of it behind; where `words` says so,
  /// in Chinese numerals too.
  mutating func number(upTo digits: Int, words: Bool = false) -> Int? {
    var (value, end) = (0, index)
    while context.isDigit(end), end - index < digits {
      value = value * 10 + Int(context.scalars[end].value) - 0x30
      end += 1
    }
    context.steps += end - index + 1
    if end > index {
      if context.isDigit(end) { return nil }
      index = end
      return value
    }
    guard words, context.isHan(index),
      let chinese = ChineseNumeral.parse(context.scalars, from: index), chinese.value < 10_000
    else { return nil }
    context.steps += chinese.end - index
    index = chinese.end
    return chinese.value
  }

  /// A number in Vietnamese or English words, below `limit`.
  mutating func spelledNumber(below limit: Int) -> Int? {
    guard context.isLetter(index),
      let number = NumberReader(context: context).number(at: index), number.isWord
    else { return nil }
    let value = number.amount.hundredths / 100
    guard value < limit else { return nil }
    index = number.end
    return value
  }
}
