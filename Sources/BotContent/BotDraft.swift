import Dialogs
import Understanding

/// Everything that the files say, with its places, before names are looked up across files.
struct BotDraft {
  var settings = SettingsDraft()
  var intents: [IntentDraft] = []
  var concepts: [ConceptDraft] = []
  var shorthand: [Shorthand] = []
  var entities: [ListEntity] = []
  var offTopic: [ExampleSentence] = []
  var dialogs: [DialogDraft] = []
  var texts: [TextFile] = []
  /// Names that may be used although their file could not be read: a broken file is one mistake,
  /// not one for every place that mentions it.
  var outline = ContentOutline()
}

/// What the paths alone tell: a file's name is the name of what it holds.
struct ContentOutline {
  var intents: [String] = []
  var dialogs: [String] = []
  /// Files that could not be read; what they would have declared is not missed.
  var unreadable: Set<String> = []
}

struct SettingsDraft {
  var settings = ShopSettings()
  var location = SourceLocation(file: ContentPath.settings, line: 1, column: 1)
  var languages: [(language: Language, location: SourceLocation)] = []
  var defaultTeam: LocatedText?
  /// Button id → intent, with the intent's place.
  var buttons: [(id: LocatedText, intent: LocatedText)] = []
  var guesses: [LocatedText] = []
}

struct IntentDraft {
  var definition: IntentDefinition
  var answer: LocatedText?
  /// `single: ok`: a keyword set of one word is meant.
  var allowsSingleKeyword = false
}

struct DialogDraft {
  var definition: DialogDefinition
  /// The names it uses from elsewhere, to be looked up.
  var uses: [NameUse] = []
  /// The names it gives to results of calls.
  var saved: [String] = []
  /// Whether a transition could not be read, so that a state may only seem unreached.
  var hasBrokenWays = false
}

struct ConceptDraft {
  var definition: Concept
  var forms: [ExampleSentence]
}

/// A name used somewhere, to be looked up when all files are read.
struct NameUse {
  enum Kind {
    case intent
    /// An intent, or a button that the state shows.
    case choice
    /// An intent that a slot of free text does not take.
    case refused
    case entity
    case team
    case text
    case button
    /// A value of the list entity that a slot takes.
    case slotValue(entity: String)
    /// The first part, and after `policy` the second, of a dotted path.
    case path([String])
  }

  var kind: Kind
  var name: String
  var location: SourceLocation

  init(_ kind: Kind, _ text: LocatedText) {
    self.kind = kind
    name = text.text
    location = text.location
  }

  init(_ kind: Kind, _ name: String, at location: SourceLocation) {
    self.kind = kind
    self.name = name
    self.location = location
  }
}

/// One file of `dialogs/texts/`.
struct TextFile {
  struct Entry {
    var group: String
    var key: String
    var location: SourceLocation
    var variants: [(template: ReplyTemplate, text: LocatedText)]
  }

  var language: Language
  var file: String
  var groups: [LocatedText] = []
  var entries: [Entry] = []
}
