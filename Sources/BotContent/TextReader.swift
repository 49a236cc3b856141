import Dialogs
import Understanding

/// Reads the files of `dialogs/texts/`: group → key → text, or variants of it.
struct TextReader {
  let source: SourceText
  let log: FindingLog

  func read(_ root: ContentNode, language: Language) -> TextFile {
    var file = TextFile(language: language, file: source.file)
    for group in root.reading(log).fields() ?? [] {
      file.groups.append(LocatedText(group.key, at: group.keyLocation))
      for entry in group.value.reading(log).fields() ?? [] {
        let texts = entry.value.reading(log).textOrTexts() ?? []
        if case .list(let items) = entry.value.value, items.isEmpty {
          log.error(.empty, at: entry.value.location, "there is no variant here")
        }
        file.entries.append(
          TextFile.Entry(
            group: group.key, key: entry.key, location: entry.keyLocation,
            variants: texts.compactMap(template)))
      }
    }
    return file
  }

  private func template(_ text: LocatedText) -> (template: ReplyTemplate, text: LocatedText)? {
    // A block text ends in a line break that no bubble wants.
    var text = text
    while text.text.hasSuffix("\n") { text.text.removeLast() }
    return source.template(text, log: log).map { ($0, text) }
  }
}
