import Understanding

/// A text as customers write it, and all that is found in it.
struct EntityCase: Sendable, CustomStringConvertible {
  var language: Language
  var text: String
  /// `type=value`, in the order of the text.
  var found: [String]
  /// The type that was just asked for.
  var asked: String?

  var description: String { "[\(language.rawValue)] \(text)" }

  static func hans(_ text: String, _ found: String..., asked: String? = nil) -> EntityCase {
    EntityCase(language: .simplifiedChinese, text: text, found: found, asked: asked)
  }
  static func hant(_ text: String, _ found: String..., asked: String? = nil) -> EntityCase {
    EntityCase(language: .traditionalChinese, text: text, found: found, asked: asked)
  }
  static func vi(_ text: String, _ found: String..., asked: String? = nil) -> EntityCase {
    EntityCase(language: .vietnamese, text: text, found: found, asked: asked)
  }
  static func en(_ text: String, _ found: String..., asked: String? = nil) -> EntityCase {
    EntityCase(language: .english, text: text, found: found, asked: asked)
  }
}
