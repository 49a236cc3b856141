package import Understanding

/// All that the bot can say: one table per language, grouped by dialog.
package struct TextTable: Sendable {
  /// Texts every dialog may use; also the bot's own words outside dialogs.
  package static let common = "common"
  /// Answers to intents that need no dialog.
  package static let answers = "answers"
  /// Button id → what stands on it.
  package static let buttons = "buttons"
  /// Slot value → how it reads in a sentence.
  package static let labels = "labels"
  /// Intent → how the bot offers it as a guess: "track an order".
  package static let intents = "intents"
  package static let reservedGroups = [common, answers, buttons, labels, intents]

  package typealias Group = [String: [ReplyTemplate]]

  /// The variants by language, group and key.
  package var languages: [Language: [String: Group]]

  package init(_ languages: [Language: [String: Group]] = [:]) { self.languages = languages }

  /// The variants of a text as a dialog means it; empty where that language has none.
  ///
  /// Its own group comes first, then `common`, then `answers`.
  package func variants(_ key: String, dialog: String?, language: Language) -> [ReplyTemplate] {
    guard let groups = languages[language] else { return [] }
    for group in [dialog, Self.common, Self.answers].compactMap({ $0 }) {
      if let variants = groups[group]?[key], !variants.isEmpty { return variants }
    }
    return []
  }

  package func variants(_ key: String, group: String, language: Language) -> [ReplyTemplate] {
    languages[language]?[group]?[key] ?? []
  }
}
