import Dialogs
import Understanding

/// Reads all files of a bot into a draft: each file for itself, in an order in which the names that
/// a later one needs are known.
struct ContentReader {
  private let files: ContentFiles
  private let log: FindingLog
  private(set) var draft = BotDraft()
  /// Path → text, as far as the bytes are text.
  private(set) var sources: [String: SourceText] = [:]

  init(_ files: ContentFiles, log: FindingLog) {
    self.files = files
    self.log = log
  }

  mutating func read() {
    let paths = files.files.keys.sorted()
    let intents = paths.filter { isOwn($0, below: "intents/") }
    let dialogs = paths.filter { isOwn($0, below: "dialogs/") && !$0.hasPrefix(ContentPath.texts) }
    draft.outline.intents = names(intents, kind: "intent")
    draft.outline.dialogs = names(dialogs, kind: "dialog")
    readSettings()
    readShared(in: paths)
    for path in intents {
      guard let root = root(of: path)?.root else { continue }
      let intent = IntentReader(log: log).intent(root, name: ContentPath.name(path))
      if let intent { draft.intents.append(intent) }
    }
    for path in paths where path.hasPrefix(ContentPath.texts) { readTexts(path) }
    for path in dialogs {
      guard !isReserved(ContentPath.name(path)), let (source, root) = root(of: path) else {
        continue
      }
      var reader = DialogReader(
        source: source, log: log, outline: draft.outline,
        defaultTeam: draft.settings.settings.defaultTeam)
      let dialog = reader.dialog(root, name: ContentPath.name(path))
      if let dialog {
        draft.dialogs.append(dialog)
      } else {
        draft.outline.unreadable.insert(path)
      }
    }
  }

  private func isOwn(_ path: String, below folder: String) -> Bool {
    path.hasPrefix(folder) && path.hasSuffix(".yaml") && !ContentPath.name(path).hasPrefix("_")
  }

  private func names(_ paths: [String], kind: String) -> [String] {
    var names: [String: String] = [:]
    for path in paths {
      let name = ContentPath.name(path)
      let start = SourceText.start(of: path)
      if let other = names[name] {
        log.error(.duplicateName, at: start, "the \(kind) `\(name)` is there already: \(other)")
      }
      names[name] = names[name] ?? path
      if kind == "dialog", isReserved(name) {
        log.error(
          .duplicateName, at: start, "`\(name)` has a meaning of its own; rename the dialog")
      }
      if kind == "intent", name == ControlIntent.provide.rawValue {
        log.error(.duplicateName, at: start, "the intent `\(name)` is built in and has no file")
      }
    }
    return names.keys.sorted()
  }

  private func isReserved(_ dialog: String) -> Bool {
    TextTable.reservedGroups.contains(dialog) || dialog == "end"
  }

  /// The text and the root of a file; nil where it is not there, or unreadable and reported.
  private mutating func root(of path: String) -> (source: SourceText, root: ContentNode)? {
    guard let data = files.files[path] else { return nil }
    guard let source = SourceText.read(data, file: path, log: log) else {
      draft.outline.unreadable.insert(path)
      return nil
    }
    sources[path] = source
    guard let root = YAMLReader.read(source, log: log) else {
      draft.outline.unreadable.insert(path)
      return nil
    }
    return (source, root)
  }

  private mutating func readSettings() {
    guard files.files[ContentPath.settings] != nil else {
      log.error(
        .missingFile, at: SourceText.start(of: ContentPath.settings),
        "the settings file is missing; it names the shop, its languages and teams")
      draft.outline.unreadable.insert(ContentPath.settings)
      return
    }
    guard let root = root(of: ContentPath.settings)?.root else { return }
    if let settings = SettingsReader(log: log).read(root) { draft.settings = settings }
  }

  private mutating func readShared(in paths: [String]) {
    let reader = IntentReader(log: log)
    if let root = root(of: ContentPath.entities)?.root {
      draft.entities = EntityReader(log: log).entities(root)
      if draft.entities.isEmpty { draft.outline.unreadable.insert(ContentPath.entities) }
    }
    if let root = root(of: ContentPath.concepts)?.root {
      draft.concepts = ConceptReader(log: log).concepts(root)
      if draft.concepts.isEmpty { draft.outline.unreadable.insert(ContentPath.concepts) }
    }
    if let root = root(of: ContentPath.shorthand)?.root {
      draft.shorthand = ShorthandReader(log: log).shorthand(root)
    }
    if let root = root(of: ContentPath.offTopic)?.root { draft.offTopic = reader.offTopic(root) }
    for path in paths {
      let isShared = ContentPath.name(path).hasPrefix("_")
      guard !path.hasSuffix(".yaml") || isShared && !ContentPath.shared.contains(path) else {
        continue
      }
      log.error(
        .unknownFile, at: SourceText.start(of: path),
        path.hasSuffix(".yaml")
          ? "no part of the content is called so; names that start with `_` are shared files"
          : "content files end in .yaml; rename the file",
        suggestion: DidYouMean.closest(to: path, among: ContentPath.shared))
    }
  }

  private mutating func readTexts(_ path: String) {
    guard path.hasSuffix(".yaml"), !ContentPath.name(path).hasPrefix("_") else { return }
    let name = path.dropFirst(ContentPath.texts.count).dropLast(".yaml".count)
    guard let language = Language(rawValue: String(name)) else {
      let all = Language.allCases.map(\.rawValue)
      log.error(
        .unknownFile, at: SourceText.start(of: path),
        "texts are one file per language, "
          + all.map { "`\($0).yaml`" }.joined(separator: ", "),
        suggestion: DidYouMean.closest(to: String(name), among: all).map { $0 + ".yaml" })
      return
    }
    guard let (source, root) = root(of: path) else { return }
    draft.texts.append(TextReader(source: source, log: log).read(root, language: language))
  }
}
