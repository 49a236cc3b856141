import Dialogs

extension SourceText {
  /// A reply text compiled, or nil and its mistake at its own place.
  func template(_ text: LocatedText, log: FindingLog) -> ReplyTemplate? {
    if let mistake = TextTags(text.text).mistake {
      log.error(
        .textTemplate, at: location(of: text, offset: mistake.offset), mistake.message,
        suggestion: mistake.suggestion)
      return nil
    }
    do {
      return try ReplyTemplate(text.text)
    } catch {
      log.error(.textTemplate, at: text.location, error.reason)
      return nil
    }
  }

  /// The paths that a condition reads, each at its own place.
  func pathUses(of expression: Expression, in text: LocatedText) -> [NameUse] {
    uses(of: expression.paths, in: text)
  }

  /// The paths that a reply text reads, each at its own place.
  func pathUses(of template: ReplyTemplate, in text: LocatedText) -> [NameUse] {
    uses(of: template.paths.filter { !$0.isEmpty }, in: text)
  }

  private func uses(of paths: [[String]], in text: LocatedText) -> [NameUse] {
    let scalars = Array(text.text.unicodeScalars)
    return paths.map { path in
      let name = path.joined(separator: ".")
      let offset = Self.firstWord(name, in: scalars)
      return NameUse(.path(path), name, at: location(of: text, offset: offset ?? 0))
    }
  }

  /// Where `word` stands by itself, not as a part of a longer name.
  private static func firstWord(_ word: String, in scalars: [Unicode.Scalar]) -> Int? {
    let word = Array(word.unicodeScalars)
    guard !word.isEmpty, scalars.count >= word.count else { return nil }
    return (0...scalars.count - word.count).first { start in
      let end = start + word.count
      return scalars[start..<end].elementsEqual(word)
        && (start == 0 || !isNamePart(scalars[start - 1]))
        && (end == scalars.count || !isNamePart(scalars[end]))
    }
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar == "." || scalar.properties.isAlphabetic
      || scalar.properties.numericType != nil
  }
}
