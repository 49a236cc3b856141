import Dialogs
import Understanding

/// The names that a condition or a reply text can read.
struct VisibleNames {
  private static let shop = ["name"]
  private static let chat = ["id", "language", "customer"]
  /// What some of the bot's own texts see besides.
  static let system = ["agent", "position", "minutes"]

  private var values: Set<String>
  /// nil where the settings could not be read.
  private let policy: [String]?
  /// Whether a dialog could not be read, so that any name may be one of its slots.
  private let isOpen: Bool

  private init(_ values: Set<String>, _ draft: BotDraft, isOpen: Bool = false) {
    self.isOpen = isOpen
    self.values = values
    policy =
      draft.outline.unreadable.contains(ContentPath.settings)
      ? nil : draft.settings.settings.policy.keys.sorted()
  }

  /// Those of a dialog: its slots and saved results, and those of the dialogs it runs.
  init(of dialog: DialogDraft, in draft: BotDraft) {
    var values: Set<String> = []
    var seen: Set<String> = []
    var waiting = [dialog.definition.name]
    while let name = waiting.popLast() {
      guard seen.insert(name).inserted,
        let next = draft.dialogs.first(where: { $0.definition.name == name })
      else { continue }
      values.formUnion(next.definition.slots.map(\.name) + next.saved)
      if next.definition.slots.contains(where: { $0.choices != nil }) {
        values.insert(SlotChoices.item)
      }
      waiting += next.definition.states.compactMap(\.run)
    }
    self.init(values, draft)
  }

  /// Those of any dialog: for texts that every dialog may use.
  init(ofAllIn draft: BotDraft) {
    self.init(
      Set(
        draft.dialogs.flatMap { $0.definition.slots.map(\.name) + $0.saved } + Self.system
          + [SlotChoices.item]),
      draft, isOpen: draft.dialogs.count < draft.outline.dialogs.count)
  }

  func check(_ path: [String], at location: SourceLocation, log: FindingLog) {
    guard let first = path.first else { return }
    let fields: [String]? =
      switch first {
      case "policy": policy
      case "shop": Self.shop
      case "chat": Self.chat
      default: nil
      }
    if let fields {
      guard path.count > 1, !fields.contains(path[1]) else { return }
      log.error(
        .unknownName, at: location, "`\(first)` has no `\(path[1])`",
        suggestion: DidYouMean.closest(to: path[1], among: fields).map { "\(first).\($0)" })
      return
    }
    if first == "policy" || isOpen || values.contains(first) { return }
    let known = values.union(["policy", "shop", "chat"]).sorted()
    log.error(
      .unknownName, at: location,
      "`\(first)` is no slot and no saved result here",
      suggestion: DidYouMean.closest(to: first, among: known))
  }
}
