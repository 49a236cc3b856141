package import Foundation
package import Understanding

/// The rules of a shop, as loaded and checked: never changed, shared by all chats.
package final class Bot: Sendable {
  /// SHA-256 over the sorted paths and bytes of the content, in hexadecimal.
  package let version: String
  package let settings: ShopSettings
  package let recognizer: Recognizer
  package let intents: [String: IntentDefinition]
  package let dialogs: [String: DialogDefinition]
  package let texts: TextTable
  /// The dialog that an intent starts.
  package let dialogStartedBy: [String: String]
  /// Where the shop is; looked up once, for it costs more than a whole classification.
  package let zone: TimeZone

  package init(
    version: String, settings: ShopSettings, recognizer: Recognizer, intents: [IntentDefinition],
    dialogs: [DialogDefinition], texts: TextTable
  ) {
    self.version = version
    self.settings = settings
    self.recognizer = recognizer
    self.intents = Dictionary(intents.map { ($0.name, $0) }) { first, _ in first }
    self.dialogs = Dictionary(dialogs.map { ($0.name, $0) }) { first, _ in first }
    self.texts = texts
    zone = TimeZone(identifier: settings.timeZone) ?? .gmt
    self.dialogStartedBy = Dictionary(
      dialogs.flatMap { dialog in dialog.startsOn.map { ($0, dialog.name) } }
    ) { first, _ in first }
  }

  /// `now` as the shop's clock on the wall has it.
  package func localTime(_ now: Date) -> LocalTime {
    LocalTime(
      secondsSince1970: now.timeIntervalSince1970, offsetSeconds: zone.secondsFromGMT(for: now))
  }

  package var defaultLanguage: Language { settings.languages.first ?? .english }

  /// The language to hold a chat in when a client or customer names `tag`.
  package func language(for tag: String?) -> Language {
    guard let language = tag.flatMap(Language.init(tag:)), settings.languages.contains(language)
    else { return defaultLanguage }
    return language
  }
}

/// The rules that chats run under: today's, and older versions that dialogs in progress began with.
package struct BotLibrary: Sendable {
  package var current: Bot
  package var older: [String: Bot]

  package init(current: Bot, older: [String: Bot] = [:]) {
    self.current = current
    self.older = older
  }

  /// The rules of that version; today's where it is not kept any more.
  package func bot(_ version: String) -> Bot {
    version == current.version ? current : older[version] ?? current
  }
}
