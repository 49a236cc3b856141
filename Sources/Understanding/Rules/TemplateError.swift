/// What is wrong with a sentence template, and where.
package struct TemplateError: Error, Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    case unclosed(Character)
    case unopened(Character)
    case emptyGroup
    case emptyName
    case badName(String)
    case nestedTooDeep
    /// It stands for this many sentences, more than are allowed.
    case tooManySentences(limit: Int)
    /// One of its sentences has no words.
    case canBeEmpty
    case barOutsideGroup
  }

  /// Counted in Unicode scalars from the start of the template.
  package var offset: Int
  package var reason: Reason

  package init(offset: Int, reason: Reason) {
    self.offset = offset
    self.reason = reason
  }
}

extension TemplateError: CustomStringConvertible {
  /// The reason in words for the bot's author.
  package var description: String {
    switch reason {
    case .unclosed(let bracket): "‘\(bracket)’ is never closed"
    case .unopened(let bracket): "‘\(bracket)’ closes nothing"
    case .emptyGroup: "the brackets are empty"
    case .emptyName: "a name is missing between the brackets"
    case .badName(let name): "‘\(name)’ is no name: use a-z, 0-9, ‘_’, ‘.’"
    case .nestedTooDeep: "brackets are nested too deep"
    case .tooManySentences(let limit):
      "this stands for more than \(limit) sentences; write it as several templates"
    case .canBeEmpty: "this can be an empty sentence: at least one word must not be optional"
    case .barOutsideGroup: "‘|’ separates alternatives inside ( ) or [ ] only"
    }
  }
}
