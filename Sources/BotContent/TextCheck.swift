import Dialogs
import Understanding

/// Checks that the bot has words for everything it may have to say, in every language.
struct TextCheck {
  private let draft: BotDraft
  private let sources: [String: SourceText]
  private let log: FindingLog
  private let texts: TextIndex

  init(_ draft: BotDraft, sources: [String: SourceText], log: FindingLog) {
    self.draft = draft
    self.sources = sources
    self.log = log
    texts = TextIndex(draft)
  }

  func run() {
    checkFiles()
    for file in draft.texts {
      checkGroups(of: file)
      checkPaths(in: file)
      if texts.languages.contains(file.language) { checkSystemTexts(in: file) }
    }
    checkLanguageLabels()
    checkGuesses()
  }

  private func checkFiles() {
    for (language, location) in draft.settings.languages {
      let path = ContentPath.texts + language.rawValue + ".yaml"
      guard !draft.texts.contains(where: { $0.language == language }),
        !draft.outline.unreadable.contains(path)
      else { continue }
      log.error(.missingFile, at: location, "there are no texts in `\(language.rawValue)`: \(path)")
    }
  }

  private func checkGroups(of file: TextFile) {
    let known = TextTable.reservedGroups + draft.outline.dialogs
    for group in file.groups where !known.contains(group.text) {
      log.error(
        .unknownName, at: group.location,
        "there is no dialog `\(group.text)`; a group of texts is a dialog or one of "
          + TextTable.reservedGroups.map { "`\($0)`" }.joined(separator: ", "),
        suggestion: DidYouMean.closest(to: group.text, among: known))
    }
  }

  private func checkPaths(in file: TextFile) {
    guard let source = sources[file.file] else { return }
    let everywhere = VisibleNames(ofAllIn: draft)
    let dialogs = Dictionary(
      draft.dialogs.map { ($0.definition.name, VisibleNames(of: $0, in: draft)) }
    ) { first, _ in first }
    for entry in file.entries {
      // A dialog that could not be read has slots that nobody knows.
      let isReserved = TextTable.reservedGroups.contains(entry.group)
      guard let visible = isReserved ? everywhere : dialogs[entry.group] else { continue }
      for variant in entry.variants {
        for use in source.pathUses(of: variant.template, in: variant.text) {
          guard case .path(let path) = use.kind else { continue }
          visible.check(path, at: use.location, log: log)
        }
      }
    }
  }

  private func checkSystemTexts(in file: TextFile) {
    let common = file.groups.first { $0.text == TextTable.common }
    for text in SystemText.allCases
    where !text.isOptional && !texts.has(text.rawValue, groups: [TextTable.common], file.language) {
      log.error(
        .missingText, at: common?.location ?? SourceText.start(of: file.file),
        "the text `\(text.rawValue)` is missing in group `common`")
    }
    let words = [TextTable.buttons, TextTable.labels]
    if !texts.has(QueueButton.leave, groups: words, file.language) {
      let group = file.groups.first { $0.text == TextTable.buttons }
      log.error(
        .missingText, at: group?.location ?? SourceText.start(of: file.file),
        "the text `\(QueueButton.leave)` is missing in group `buttons`; "
          + "with it a customer who waits for a person goes back to the bot")
    }
  }

  /// "Which language?" shows them as buttons.
  private func checkLanguageLabels() {
    guard texts.languages.count > 1 else { return }
    for file in draft.texts where texts.languages.contains(file.language) {
      let group = file.groups.first { $0.text == TextTable.labels }
      for language in texts.languages
      where !texts.has(language.rawValue, groups: [TextTable.labels], file.language) {
        log.error(
          .missingText, at: group?.location ?? SourceText.start(of: file.file),
          "the text `\(language.rawValue)` is missing in group `labels`; "
            + "it is shown where the customer chooses a language")
      }
    }
  }

  /// What the bot offers as a guess needs a name that customers understand.
  ///
  /// That is every intent with a dialog, and a person. An answer without a name is never offered.
  private func checkGuesses() {
    let started = Set(draft.dialogs.flatMap(\.definition.startsOn))
    for intent in draft.intents {
      let name = intent.definition.name
      let isOffered =
        started.contains(name) || name == ControlIntent.human.rawValue
        || intent.answer != nil && texts.isKnown(name, groups: [TextTable.intents])
      let missing = texts.languagesWithout(name, groups: [TextTable.intents])
      guard isOffered, !missing.isEmpty else { continue }
      log.error(
        .missingText, at: intent.definition.location,
        "the text `\(name)` is missing in group `intents` of \(NameCheck.list(missing)); "
          + "it is shown where the bot offers the intent as a guess")
    }
  }
}
