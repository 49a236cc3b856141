/// A language that a chat is held in.
///
/// The raw value is the BCP 47 tag used in the protocol, in file names and in content.
package enum Language: String, Codable, Hashable, Sendable, CaseIterable {
  case simplifiedChinese = "zh-Hans"
  case traditionalChinese = "zh-Hant"
  case vietnamese = "vi"
  case english = "en"

  /// The language a client or an author means by `tag`, or nil where Parley does not speak it.
  ///
  /// Regions count where they tell the script: `zh-TW`, `zh-HK` and `zh-MO` are Traditional
  /// Chinese, every other `zh` is Simplified. Case and `_` for `-` do not matter.
  package init?(tag: String) {
    let parts = tag.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" })
    switch parts.first {
    case "zh":
      let traditional =
        parts.contains("hant") || parts.contains { ["tw", "hk", "mo"].contains($0) }
      self = traditional && !parts.contains("hans") ? .traditionalChinese : .simplifiedChinese
    case "vi": self = .vietnamese
    case "en": self = .english
    default: return nil
    }
  }

  /// The key that example sentences of this language stand under: both Chinese scripts share one.
  package var exampleKey: ExampleLanguage {
    switch self {
    case .simplifiedChinese, .traditionalChinese: .zh
    case .vietnamese: .vi
    case .english: .en
    }
  }
}

/// The languages that example sentences are written in.
///
/// There is one Chinese source; Traditional text is matched by folding it to Simplified.
package enum ExampleLanguage: String, Codable, Hashable, Sendable, CaseIterable {
  case zh, vi, en
}
