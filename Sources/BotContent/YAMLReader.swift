import Understanding
import Yams

/// Reads one file as libyaml reads it, less the parts of YAML that content has no use for.
///
/// Anchors, aliases, tags, merge keys and a second document are refused by name.
///
/// Yams stops at the first mistake; here it is masked in the text, by characters that keep every
/// place, and the text is read again, so that the author sees all of them at once. Aliases are
/// masked before the first reading: a few lines of them would otherwise unfold into millions.
struct YAMLReader {
  /// How deep lists and keys may lie in each other.
  static let depthLimit = 12
  private static let nodeLimit = 200_000
  /// In Unicode scalars.
  private static let longestKey = 200

  private let source: SourceText
  private let log: FindingLog
  private let aliasMask: Unicode.Scalar
  /// Stands in a key that has been reported as a duplicate.
  private var keyMasks: [Unicode.Scalar]
  private var visited = 0
  private var aliasLines: Set<Int> = []

  /// The root of the file, or nil where there is none to go on with.
  static func read(_ source: SourceText, log: FindingLog) -> ContentNode? {
    var reader = YAMLReader(source, log: log)
    return reader.root()
  }

  private init(_ source: SourceText, log: FindingLog) {
    self.source = source
    self.log = log
    // Reading again costs as much as reading, so that a large file gets fewer repairs.
    let repairs = max(4, min(20, 4 * SourceText.byteLimit / max(source.bytes.count, 1)))
    let used = Set(source.text.unicodeScalars.filter { Self.privateUse.contains($0.value) })
    var free = Self.privateUse.lazy.compactMap(Unicode.Scalar.init).filter { !used.contains($0) }
      .prefix(repairs + 1).makeIterator()
    aliasMask = free.next() ?? "\u{E000}"
    keyMasks = Array(IteratorSequence(free))
  }

  private static let privateUse: ClosedRange<UInt32> = 0xE000...0xF8FF

  private mutating func root() -> ContentNode? {
    let allMasks = Set(keyMasks)
    var text = source.text
    if source.bytes.contains(UInt8(ascii: "*")) {
      text = String(
        String.UnicodeScalarView(text.unicodeScalars.map { $0 == "*" ? aliasMask : $0 }))
    }
    while true {
      do {
        let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
        guard let node = try parser.singleRoot() else {
          log.error(.empty, at: SourceText.start(of: source.file), "the file is empty")
          return nil
        }
        let root = converted(node, depth: 1, dropping: allMasks)
        guard root?.text != "" else {
          log.error(.empty, at: SourceText.start(of: source.file), "the file is empty")
          return nil
        }
        return root
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        guard let repaired = repairedDuplicate(keys, at: context.mark, in: text) else { return nil }
        text = repaired
      } catch {
        SyntaxMistake(error, in: source).report(to: log)
        return nil
      }
    }
  }

  private mutating func repairedDuplicate(_ keys: [String], at mark: Mark, in text: String)
    -> String?
  {
    let masked = SourceText(file: source.file, text: text)
    let first = masked.offset(line: mark.line, column: mark.column)
    guard let key = keys.min(), let second = DuplicateKey(key, first: first, in: masked).second
    else {
      log.error(
        .duplicateKey, at: source.clamped(line: mark.line, column: mark.column),
        "a key is given twice here: \(keys.sorted().map { "`\($0)`" }.joined(separator: ", "))")
      return nil
    }
    log.error(
      .duplicateKey, at: source.location(at: sourceOffset(second.start, in: masked)),
      "the key `\(unmasked(key))` is given twice; the first is in line \(mark.line)")
    guard !keyMasks.isEmpty else { return nil }
    let mask = String(keyMasks.removeFirst())
    var bytes = masked.bytes
    bytes.replaceSubrange(second.firstCharacter, with: mask.utf8)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A mask is longer in bytes than what it hides; line and column stay the same.
  private func sourceOffset(_ offset: Int, in masked: SourceText) -> Int {
    let place = masked.location(at: offset)
    return source.offset(line: place.line, column: place.column)
  }

  private func unmasked(_ text: String) -> String {
    guard text.unicodeScalars.contains(aliasMask) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == aliasMask ? "*" : $0 }))
  }

  private mutating func converted(
    _ node: Node, depth: Int, dropping masks: Set<Unicode.Scalar>
  ) -> ContentNode? {
    guard let mark = node.mark else { return nil }
    let offset = source.offset(line: mark.line, column: mark.column)
    let place = SourceLocation(file: source.file, line: mark.line, column: mark.column)
    visited += 1
    guard visited <= Self.nodeLimit else {
      if visited == Self.nodeLimit + 1 {
        log.error(.tooLarge, at: place, "the file has more than \(Self.nodeLimit) values; split it")
      }
      return nil
    }
    guard depth <= Self.depthLimit else {
      log.error(.nesting, at: place, "nested deeper than \(Self.depthLimit) levels")
      return nil
    }
    reportProperties(at: offset, place)
    switch node {
    case .scalar(let scalar): return text(scalar, at: offset, place)
    case .sequence(let items):
      let items = items.compactMap { converted($0, depth: depth + 1, dropping: masks) }
      return ContentNode(value: .list(items), location: place)
    case .mapping(let pairs):
      var fields: [ContentNode.Field] = []
      for (key, value) in pairs {
        let field = field(key, value, depth: depth, dropping: masks)
        if let field { fields.append(field) }
      }
      return ContentNode(value: .fields(fields), location: place)
    case .alias: return nil
    }
  }

  private mutating func field(
    _ key: Node, _ value: Node, depth: Int, dropping masks: Set<Unicode.Scalar>
  ) -> ContentNode.Field? {
    guard let keyNode = converted(key, depth: depth + 1, dropping: masks) else { return nil }
    let value = converted(value, depth: depth + 1, dropping: masks)
    guard let name = keyNode.text else {
      log.error(.wrongType, at: keyNode.location, "a key must be a text, not \(keyNode.kind)")
      return nil
    }
    if name.unicodeScalars.contains(where: masks.contains) { return nil }
    if name == "<<" {
      log.error(
        .mergeKey, at: keyNode.location, "merge keys (`<<`) are not supported; write the keys out")
      return nil
    }
    guard name.unicodeScalars.count <= Self.longestKey else {
      log.error(
        .tooLarge, at: keyNode.location, "a key has at most \(Self.longestKey) characters")
      return nil
    }
    return value.map {
      ContentNode.Field(key: name, keyLocation: keyNode.location, value: $0)
    }
  }

  /// Anchors and tags stand at the place that Yams gives for the value itself.
  private func reportProperties(at offset: Int, _ place: SourceLocation) {
    guard offset < source.bytes.count else { return }
    switch source.bytes[offset] {
    case UInt8(ascii: "&"):
      log.error(
        .anchor, at: place,
        "a value that starts with `&` is an anchor, which content does not use; "
          + "quote the text, or write the value out")
    case UInt8(ascii: "!"):
      log.error(
        .tag, at: place,
        "a value that starts with `!` is a tag, which content does not use; quote the text")
    default: break
    }
  }

  private mutating func text(
    _ scalar: Node.Scalar, at offset: Int, _ place: SourceLocation
  ) -> ContentNode? {
    let style: ContentNode.Style =
      switch scalar.style {
      case .singleQuoted: .singleQuoted
      case .doubleQuoted: .doubleQuoted
      case .literal, .folded: .block
      default: .plain
      }
    if style == .plain, scalar.string.unicodeScalars.first == aliasMask {
      // A line of them is one mistake.
      guard aliasLines.insert(place.line).inserted else { return nil }
      log.error(
        .alias, at: place,
        "a value that starts with `*` is an alias, which content does not use; "
          + "quote the text, or write the value out")
      return nil
    }
    let text = unmasked(scalar.string)
    if style == .plain { reportLostComment(after: text, at: offset) }
    return ContentNode(value: .text(text), location: place, style: style)
  }

  /// `- order #123` loses its number: YAML takes ` #` for the start of a comment.
  private func reportLostComment(after text: String, at offset: Int) {
    let end = offset + text.utf8.count
    guard !text.isEmpty, end < source.bytes.count,
      source.bytes[offset..<end].elementsEqual(text.utf8)
    else { return }
    var hash = end
    while hash < source.bytes.count, source.bytes[hash] == 32 { hash += 1 }
    guard hash > end, hash + 1 < source.bytes.count, source.bytes[hash] == UInt8(ascii: "#"),
      !Self.startsComment(source.bytes[hash + 1])
    else { return }
    log.error(
      .lostComment, at: source.location(at: hash),
      "` #` begins a comment, so that the rest of the line is lost; quote the text "
        + "(a comment has a space after its `#`)")
  }

  private static func startsComment(_ byte: UInt8) -> Bool {
    [9, 10, 13, 32, UInt8(ascii: "#"), UInt8(ascii: "-"), UInt8(ascii: "=")].contains(byte)
  }
}
