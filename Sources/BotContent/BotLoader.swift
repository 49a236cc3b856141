package import Dialogs
import Understanding

/// Turns the files of a shop into a bot, or into every mistake they hold.
package struct BotLoader {
  /// Reads, checks and builds.
  ///
  /// `bot` is nil exactly where the report has errors; `sources` holds
  /// the text of each file for whoever prints the report.
  ///
  /// Pure: equal files give an equal bot and an equal report.
  package static func load(
    _ files: ContentFiles
  ) -> (bot: Bot?, report: ContentReport, sources: [String: String]) {
    let (draft, report, sources) = read(files)
    return (report.errors == 0 ? bot(draft, version: files.version) : nil, report, sources)
  }

  /// The same report without building the bot: no training, so that it takes milliseconds.
  package static func check(
    _ files: ContentFiles
  ) -> (report: ContentReport, sources: [String: String]) {
    let (_, report, sources) = read(files)
    return (report, sources)
  }

  private static func read(_ files: ContentFiles) -> (BotDraft, ContentReport, [String: String]) {
    let log = FindingLog()
    var reader = ContentReader(files, log: log)
    reader.read()
    let draft = reader.draft
    NameCheck(draft, log: log).run()
    TextCheck(draft, sources: reader.sources, log: log).run()
    var rules = RuleCheck(draft, sources: reader.sources, log: log)
    rules.run()
    DialogCheck(draft, log: log).run()
    let sources = files.files.mapValues(SourceText.displayed)
    return (draft, ContentReport(log.findings), sources)
  }

  private static func bot(_ draft: BotDraft, version: String) -> Bot {
    let settings = draft.settings.settings
    let intents = draft.intents.map(\.definition)
    let source = UnderstandingSource(
      intents: intents, concepts: draft.concepts, entities: draft.entities,
      offTopic: draft.offTopic, orderNumberShapes: settings.orderNumberShapes)
    var languages: [Language: [String: TextTable.Group]] = [:]
    for file in draft.texts {
      for entry in file.entries {
        languages[file.language, default: [:]][entry.group, default: [:]][entry.key] =
          entry.variants.map(\.template)
      }
    }
    return Bot(
      version: version, settings: settings,
      recognizer: Recognizer(
        source, thresholds: settings.thresholds,
        defaultLanguage: settings.languages.first ?? .english),
      intents: intents, dialogs: draft.dialogs.map(\.definition), texts: TextTable(languages))
  }
}
