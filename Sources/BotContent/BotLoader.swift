package import Dialogs
package import Understanding

/// Turns the files of a shop into a bot, or into every mistake they hold.
package struct BotLoader {
  /// Reads, checks and builds.
  ///
  /// `bot` is nil exactly where the report has errors; `sources` holds
  /// the text of each file for whoever prints the report.
  ///
  /// `model` is the `encodedModel` of a bot that was made of the same files. It saves training, and
  /// as those files had no errors, checking; where it does not fit, it is as if there were none.
  ///
  /// Pure: equal files give an equal bot and an equal report.
  package static func load(
    _ files: ContentFiles, model: UnsafeRawBufferPointer? = nil
  ) -> (bot: Bot?, report: ContentReport, sources: [String: String]) {
    if let bot = model.flatMap({ known(files, model: $0) }) { return (bot, ContentReport([]), [:]) }
    let (draft, report, sources) = checked(files)
    guard report.errors == 0 else { return (nil, report, sources) }
    let bot = bot(draft, version: files.version, recognizer: blueprint(draft).trained())
    return (bot, report, sources)
  }

  /// The same report without building the bot: no training, so that it takes milliseconds.
  package static func check(
    _ files: ContentFiles
  ) -> (report: ContentReport, sources: [String: String]) {
    let (_, report, sources) = checked(files)
    return (report, sources)
  }

  private static func known(_ files: ContentFiles, model: UnsafeRawBufferPointer) -> Bot? {
    let log = FindingLog()
    var reader = ContentReader(files, log: log)
    reader.read()
    let settings = reader.draft.settings.settings
    guard ContentReport(log.findings).errors == 0,
      let recognizer = Recognizer(
        source(reader.draft), thresholds: settings.thresholds,
        defaultLanguage: settings.languages.first ?? .english, decoding: model)
    else { return nil }
    return bot(reader.draft, version: files.version, recognizer: recognizer)
  }

  /// The bot's rules compiled and its examples prepared, but nothing learnt yet, for measuring what
  /// learning makes of them; nil where the report has errors.
  package static func blueprint(
    _ files: ContentFiles
  ) -> (blueprint: RecognizerBlueprint?, report: ContentReport, sources: [String: String]) {
    let (draft, report, sources) = checked(files)
    return (report.errors == 0 ? blueprint(draft) : nil, report, sources)
  }

  private static func checked(
    _ files: ContentFiles
  ) -> (BotDraft, ContentReport, [String: String]) {
    let log = FindingLog()
    var reader = ContentReader(files, log: log)
    reader.read()
    let draft = reader.draft
    ConceptCheck(draft, log: log).run()
    NameCheck(draft, log: log).run()
    TextCheck(draft, sources: reader.sources, log: log).run()
    var rules = RuleCheck(draft, sources: reader.sources, log: log)
    rules.run()
    DialogCheck(draft, log: log).run()
    let sources = files.files.mapValues(SourceText.displayed)
    return (draft, ContentReport(log.findings), sources)
  }

  private static func source(_ draft: BotDraft) -> UnderstandingSource {
    UnderstandingSource(
      intents: draft.intents.map(\.definition), concepts: draft.concepts.map(\.definition),
      shorthand: draft.shorthand, entities: draft.entities, offTopic: draft.offTopic,
      orderNumberShapes: draft.settings.settings.orderNumberShapes)
  }

  private static func blueprint(_ draft: BotDraft) -> RecognizerBlueprint {
    let settings = draft.settings.settings
    return RecognizerBlueprint(
      source(draft), thresholds: settings.thresholds,
      defaultLanguage: settings.languages.first ?? .english)
  }

  private static func bot(_ draft: BotDraft, version: String, recognizer: Recognizer) -> Bot {
    var languages: [Language: [String: TextTable.Group]] = [:]
    for file in draft.texts {
      for entry in file.entries {
        languages[file.language, default: [:]][entry.group, default: [:]][entry.key] =
          entry.variants.map(\.template)
      }
    }
    return Bot(
      version: version, settings: draft.settings.settings, recognizer: recognizer,
      intents: draft.intents.map(\.definition), dialogs: draft.dialogs.map(\.definition),
      texts: TextTable(languages))
  }
}
