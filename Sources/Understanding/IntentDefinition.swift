/// A place in a content file, for findings and evidence.
package struct SourceLocation: Hashable, Codable, Sendable, Comparable {
  /// The path below the bot's folder, as in `intents/order.track.yaml`.
  package var file: String
  /// Counted from 1.
  package var line: Int
  /// Counted from 1, in Unicode scalars.
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

/// One example sentence as the author wrote it, in template notation.
///
/// `(a|b)` are alternatives, `[x]` is optional, `{order_number}` stands for an entity.
package struct ExampleSentence: Hashable, Sendable {
  package var template: String
  package var language: ExampleLanguage
  package var location: SourceLocation
  /// Whether `template` is a sentence that stands for itself alone, brackets and all.
  package var isLiteral: Bool

  package init(
    _ template: String, language: ExampleLanguage, location: SourceLocation,
    isLiteral: Bool = false
  ) {
    self.template = template
    self.language = language
    self.location = location
    self.isLiteral = isLiteral
  }

  /// What it stands for; nil where the notation is broken.
  var parsed: SentenceTemplate? {
    isLiteral ? SentenceTemplate(literal: template) : try? SentenceTemplate(parsing: template)
  }
}

/// A set of keywords that decides for an intent: every word of `all`, at least one of `any` where
/// there are some, and none of `not`.
package struct KeywordSet: Hashable, Sendable {
  package var all: [String]
  package var any: [String]
  package var not: [String]
  package var location: SourceLocation

  package init(all: [String], any: [String] = [], not: [String] = [], location: SourceLocation) {
    self.all = all
    self.any = any
    self.not = not
    self.location = location
  }
}

/// What a customer can want, and how one recognises it.
package struct IntentDefinition: Hashable, Sendable {
  package var name: String
  package var examples: [ExampleSentence]
  package var keywords: [KeywordSet]
  /// Sentences that must not match this intent.
  package var nearMisses: [ExampleSentence]
  /// Phrases that rule this intent out wherever they stand: “don't cancel” is no wish to cancel.
  package var unless: [String]
  /// The text that answers it, for intents that need no dialog.
  package var answer: String?
  package var location: SourceLocation

  package init(
    name: String, examples: [ExampleSentence], keywords: [KeywordSet] = [],
    nearMisses: [ExampleSentence] = [], unless: [String] = [], answer: String? = nil,
    location: SourceLocation
  ) {
    self.name = name
    self.examples = examples
    self.keywords = keywords
    self.nearMisses = nearMisses
    self.unless = unless
    self.answer = answer
    self.location = location
  }
}

/// What a shop calls an entity: its name, for each value the words it takes, and the shapes of codes
/// that are values as they stand.
package struct ListEntity: Hashable, Sendable {
  package struct Value: Hashable, Sendable {
    package var value: String
    /// The ways customers write it, in every language; the value itself counts too.
    package var forms: [String]

    package init(value: String, forms: [String]) {
      self.value = value
      self.forms = forms
    }
  }

  package var name: String
  package var values: [Value]
  package var patterns: [EntityPattern]
  /// What the codes that `patterns` find must fulfil.
  package var check: EntityCheck?
  package var location: SourceLocation

  package init(
    name: String, values: [Value], patterns: [EntityPattern] = [], check: EntityCheck? = nil,
    location: SourceLocation
  ) {
    self.name = name
    self.values = values
    self.patterns = patterns
    self.check = check
    self.location = location
  }
}

/// A class of words over all languages, usable in keyword sets and templates as `<name>`.
package struct Concept: Hashable, Sendable {
  package var name: String
  package var forms: [String]
  package var location: SourceLocation

  package init(name: String, forms: [String], location: SourceLocation) {
    self.name = name
    self.forms = forms
    self.location = location
  }
}

/// A word as customers type it, and the word it stands for: `ko`, `không`.
package struct Shorthand: Hashable, Sendable {
  package var form: String
  package var meaning: String
  /// The language of the texts in which it means that.
  package var language: ExampleLanguage
  package var location: SourceLocation

  package init(
    _ form: String, for meaning: String, language: ExampleLanguage, location: SourceLocation
  ) {
    self.form = form
    self.meaning = meaning
    self.language = language
    self.location = location
  }
}

/// Everything that understanding is built from.
package struct UnderstandingSource: Hashable, Sendable {
  package var intents: [IntentDefinition]
  package var concepts: [Concept]
  package var shorthand: [Shorthand]
  package var entities: [ListEntity]
  /// Messages no intent covers; they sharpen the in-scope score and never win.
  package var offTopic: [ExampleSentence]
  /// Order numbers of this shop, as templates of `#` for a digit and literal letters.
  package var orderNumberShapes: [String]

  package init(
    intents: [IntentDefinition], concepts: [Concept] = [], shorthand: [Shorthand] = [],
    entities: [ListEntity] = [], offTopic: [ExampleSentence] = [], orderNumberShapes: [String] = []
  ) {
    self.intents = intents
    self.concepts = concepts
    self.shorthand = shorthand
    self.entities = entities
    self.offTopic = offTopic
    self.orderNumberShapes = orderNumberShapes
  }
}
