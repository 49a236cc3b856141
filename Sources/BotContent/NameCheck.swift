import Dialogs
import Understanding

/// Looks up the names that one file uses and another declares.
struct NameCheck {
  private let draft: BotDraft
  private let log: FindingLog
  private let texts: TextIndex

  init(_ draft: BotDraft, log: FindingLog) {
    self.draft = draft
    self.log = log
    texts = TextIndex(draft)
  }

  func run() {
    for dialog in draft.dialogs {
      let visible = VisibleNames(of: dialog, in: draft)
      for use in dialog.uses { check(use, in: dialog, visible) }
    }
    for intent in draft.intents {
      if let answer = intent.answer { checkText(NameUse(.text, answer), dialog: nil) }
    }
    for button in draft.settings.buttons {
      look(up: NameUse(.intent, button.intent), among: intents, "intent")
      checkWords(
        NameUse(.button, button.id), groups: [TextTable.buttons, TextTable.labels], "button")
    }
    for guess in draft.settings.guesses {
      let use = NameUse(.intent, guess)
      look(up: use, among: intents, "intent")
      checkWords(use, groups: [TextTable.intents], "guess")
    }
    if let team = draft.settings.defaultTeam {
      checkTeam(NameUse(.team, team))
    }
  }

  private func checkTeam(_ use: NameUse) {
    // Without any team the settings file has said so already.
    if !teams.isEmpty { look(up: use, among: teams, "team") }
  }

  private var intents: [String] { draft.outline.intents + [ControlIntent.provide.rawValue] }
  private var teams: [String] { draft.settings.settings.teams.map(\.name) }

  private func check(_ use: NameUse, in dialog: DialogDraft, _ visible: VisibleNames) {
    switch use.kind {
    case .intent, .refused: look(up: use, among: intents, "intent")
    case .choice:
      let known = intents + dialog.definition.states.flatMap(\.buttons)
      guard !known.contains(use.name) else { return }
      log.error(
        .unknownName, at: use.location, "`\(use.name)` is no intent and no button of this dialog",
        suggestion: DidYouMean.closest(to: use.name, among: known))
    case .entity:
      guard !draft.outline.unreadable.contains(ContentPath.entities) else { return }
      look(
        up: use, among: draft.entities.map(\.name) + BuiltInEntities.forSlots,
        "kind of entity")
    case .team:
      checkTeam(use)
    case .text: checkText(use, dialog: dialog.definition.name)
    case .button:
      checkWords(use, groups: [TextTable.buttons, TextTable.labels], "button")
    case .slotValue(let entity):
      if let list = draft.entities.first(where: { $0.name == entity }),
        !list.values.contains(where: { $0.value == use.name })
      {
        log.error(
          .unknownName, at: use.location, "`\(entity)` has no value `\(use.name)`",
          suggestion: DidYouMean.closest(to: use.name, among: list.values.map(\.value)))
      } else {
        checkWords(use, groups: [TextTable.labels, TextTable.buttons], "value")
      }
    case .path(let path): visible.check(path, at: use.location, log: log)
    }
  }

  private func look(up use: NameUse, among known: [String], _ kind: String) {
    guard !known.contains(use.name) else { return }
    log.error(
      .unknownName, at: use.location, "there is no \(kind) `\(use.name)`",
      suggestion: DidYouMean.closest(to: use.name, among: known))
  }

  // MARK: Texts

  /// A text is known where any language has it, and must then be there in all of them.
  private func checkText(_ use: NameUse, dialog: String?) {
    let groups = [dialog, TextTable.common, TextTable.answers].compactMap { $0 }
    let missing = texts.languagesWithout(use.name, groups: groups)
    guard !missing.isEmpty else { return }
    guard texts.isKnown(use.name, groups: groups) else {
      guard texts.isComplete else { return }
      log.error(
        .unknownName, at: use.location,
        "there is no text `\(use.name)` in " + Self.alternatives(groups),
        suggestion: DidYouMean.closest(to: use.name, among: texts.keys(groups: groups)))
      return
    }
    log.error(
      .missingText, at: use.location,
      "the text `\(use.name)` is missing in \(Self.list(missing))")
  }

  private func checkWords(_ use: NameUse, groups: [String], _ kind: String) {
    let missing = texts.languagesWithout(use.name, groups: groups)
    guard !missing.isEmpty else { return }
    guard texts.isKnown(use.name, groups: groups) else {
      guard texts.isComplete else { return }
      log.error(
        .unknownName, at: use.location,
        "nothing stands on the \(kind) `\(use.name)`: it has no text in "
          + Self.alternatives(groups),
        suggestion: DidYouMean.closest(to: use.name, among: texts.keys(groups: groups)))
      return
    }
    log.error(
      .missingText, at: use.location,
      "the text of the \(kind) `\(use.name)` is missing in \(Self.list(missing))")
  }

  private static func alternatives(_ names: [String]) -> String {
    let quoted = names.map { "`\($0)`" }
    return quoted.dropLast().joined(separator: ", ") + (quoted.count > 1 ? " or " : "")
      + (quoted.last ?? "")
  }

  static func list(_ languages: [Language]) -> String {
    languages.map { "`\($0.rawValue)`" }.joined(separator: ", ")
  }
}
