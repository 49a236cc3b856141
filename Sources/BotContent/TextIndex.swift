import Dialogs
import Understanding

/// Which texts there are, by language, group and key.
struct TextIndex {
  /// The languages whose texts could be read.
  let languages: [Language]
  /// Whether every text that the shop has could be read.
  let isComplete: Bool
  private var keys: [Language: [String: Set<String>]] = [:]

  init(_ draft: BotDraft) {
    let read = Set(draft.texts.map(\.language))
    languages = draft.settings.settings.languages.filter(read.contains)
    isComplete = !draft.outline.unreadable.contains { $0.hasPrefix(ContentPath.texts) }
    for file in draft.texts {
      for entry in file.entries {
        keys[file.language, default: [:]][entry.group, default: []].insert(entry.key)
      }
    }
  }

  func has(_ key: String, groups: [String], _ language: Language) -> Bool {
    groups.contains { keys[language]?[$0]?.contains(key) == true }
  }

  func isKnown(_ key: String, groups: [String]) -> Bool {
    keys.keys.contains { has(key, groups: groups, $0) }
  }

  /// The shop's languages that lack the text.
  func languagesWithout(_ key: String, groups: [String]) -> [Language] {
    languages.filter { !has(key, groups: groups, $0) }
  }

  /// All keys of these groups, in any language.
  func keys(groups: [String]) -> [String] {
    Set(keys.values.flatMap { byGroup in groups.flatMap { byGroup[$0] ?? [] } }).sorted()
  }
}
