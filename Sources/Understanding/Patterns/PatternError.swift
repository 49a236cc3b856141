/// What is wrong with a pattern, and where.
package struct PatternError: Error, Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    case unclosed(Character)
    case unopened(Character)
    case emptyAlternative
    case emptyClass
    case backwardsRange(String)
    case nothingToRepeat(Character)
    case repeatedTwice
    case badCount
    case unboundedCount
    case tooManyTimes(limit: Int)
    case unknownEscape(Character)
    case unusedSign(Character)
    case nestedTooDeep
    case tooLarge(limit: Int)
    /// It would match where nothing stands.
    case canBeEmpty
    /// A scalar that normalising drops, which can never be found.
    case invisible
  }

  /// Counted in Unicode scalars from the start of the pattern.
  package var offset: Int
  package var reason: Reason
  /// What the author probably meant, to stand in the place of the mistake.
  package var suggestion: String?
}

extension PatternError: CustomStringConvertible {
  /// The reason in words for the bot's author.
  package var description: String {
    switch reason {
    case .unclosed(let bracket): "‘\(bracket)’ is never closed"
    case .unopened(let bracket): "‘\(bracket)’ closes nothing"
    case .emptyAlternative: "there is nothing between the brackets or beside the ‘|’"
    case .emptyClass: "the class has no characters"
    case .backwardsRange(let range): "the range ‘\(range)’ runs backwards"
    case .nothingToRepeat(let sign): "there is nothing before ‘\(sign)’ that it could repeat"
    case .repeatedTwice: "this repeats what is repeated already; put brackets around the first"
    case .badCount: "a count is written {3} or {2,5}"
    case .unboundedCount: "a count needs its upper end, as in {2,8}"
    case .tooManyTimes(let limit): "more than \(limit) times is too often"
    case .unknownEscape(let letter):
      "‘\\\(letter)’ means nothing: there are \\d (digit), \\l (letter), \\w (letter or digit), "
        + "\\s (space), and \\ before a sign"
    case .unusedSign(let sign):
      "‘\(sign)’ has no meaning here: a pattern always matches whole words, and the sign itself is "
        + "written ‘\\\(sign)’"
    case .nestedTooDeep: "brackets are nested too deep"
    case .tooLarge(let limit): "this stands for more than \(limit) characters in all"
    case .canBeEmpty: "this can match nothing at all: at least one character must not be optional"
    case .invisible: "this character is dropped from what customers write and can never match"
    }
  }
}
