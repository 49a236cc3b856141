/// Sentences that decide by themselves: a text equal to one, punctuation and spacing aside,
/// means what its author said.
struct SentenceTable: Sendable {
  struct Entry: Hashable, Sendable {
    var intent: String
    var isNearMiss: Bool
    var template: String
    var location: SourceLocation
  }

  var entries: [[Unicode.Scalar]: [Entry]] = [:]
  /// Vietnamese without its marks, asked only when the marked form is not there.
  var plainEntries: [[Unicode.Scalar]: [Entry]] = [:]

  init() {}

  mutating func insert(_ sentence: NormalizedText, _ entry: Entry, alsoPlain: Bool) {
    let key = Self.key(sentence, keepingSymbols: true)
    if key.isEmpty { return }
    Self.append(entry, to: &entries[key, default: []])
    if alsoPlain {
      let plain = key.map(FoldingTable.standard.plain)
      if plain != key { Self.append(entry, to: &plainEntries[plain, default: []]) }
    }
  }

  private static func append(_ entry: Entry, to list: inout [Entry]) {
    if !list.contains(where: { $0.intent == entry.intent && $0.isNearMiss == entry.isNearMiss }) {
      list.append(entry)
    }
  }

  func entries(for text: NormalizedText) -> [Entry] {
    let key = Self.key(text, keepingSymbols: true)
    if let found = entries[key] ?? plainEntries[key] { return found }
    let bare = Self.key(text, keepingSymbols: false)
    return bare.isEmpty || bare == key ? [] : entries[bare] ?? plainEntries[bare] ?? []
  }

  /// Words alone, one space between Latin ones and none around Chinese ones.
  private static func key(_ text: NormalizedText, keepingSymbols: Bool) -> [Unicode.Scalar] {
    var key: [Unicode.Scalar] = []
    key.reserveCapacity(text.count)
    var gap = false
    for scalar in text.scalars {
      let kind = ScalarKind(scalar)
      // Place-holders are words; emoji are only where asked for.
      let isEmoji = kind == .symbol && scalar.value < 0xF0000
      if kind == .space || kind == .punctuation || (isEmoji && !keepingSymbols) {
        gap = true
        continue
      }
      if gap, kind.isWordLike, let last = key.last, ScalarKind(last).isWordLike { key.append(" ") }
      gap = false
      key.append(scalar)
    }
    return key
  }
}
