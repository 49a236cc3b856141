import Understanding

extension ContentNode {
  /// Reads the value as one type or another, and logs where it is none.
  func reading(_ log: FindingLog) -> NodeReader { NodeReader(node: self, log: log) }
}

struct NodeReader {
  /// No message of a chat is longer, in Unicode scalars.
  private static let longestText = 4_000

  let node: ContentNode
  let log: FindingLog

  /// A text with something in it.
  func text() -> LocatedText? {
    guard let text = node.text else {
      log.error(.wrongType, at: node.location, wrongType(wanted: "a text is"))
      return nil
    }
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      log.error(.empty, at: node.location, "there is nothing here; a text is needed")
      return nil
    }
    guard text.unicodeScalars.count <= Self.longestText else {
      log.error(
        .tooLarge, at: node.location, "a text has at most \(Self.longestText) characters")
      return nil
    }
    return LocatedText(text, at: node.location, style: node.style)
  }

  /// A list of texts; may be empty.
  func texts() -> [LocatedText]? {
    guard case .list(let items) = node.value else {
      if node.text == "" {
        log.error(.empty, at: node.location, "there is nothing here; a list is needed")
      } else {
        log.error(.wrongType, at: node.location, wrongType(wanted: "a list is"))
      }
      return nil
    }
    return items.compactMap { $0.reading(log).text() }
  }

  /// A list of texts, or one text alone.
  func textOrTexts() -> [LocatedText]? {
    if case .list = node.value { return texts() }
    return text().map { [$0] }
  }

  func fields() -> [ContentNode.Field]? {
    guard case .fields(let fields) = node.value else {
      if node.text == "" {
        log.error(.empty, at: node.location, "there is nothing here; keys with values are needed")
      } else {
        log.error(.wrongType, at: node.location, wrongType(wanted: "keys with values are"))
      }
      return nil
    }
    return fields
  }

  func integer(in range: ClosedRange<Int>) -> Int? {
    guard let text = text() else { return nil }
    guard let value = Int(text.text), range.contains(value) else {
      log.error(
        .wrongValue, at: text.location,
        "`\(text.text)` is no whole number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return value
  }

  func number(in range: ClosedRange<Double>) -> Double? {
    guard let text = text() else { return nil }
    guard let value = Double(text.text), range.contains(value) else {
      log.error(
        .wrongValue, at: text.location,
        "`\(text.text)` is no number from \(Int(range.lowerBound)) to \(Int(range.upperBound))")
      return nil
    }
    return value
  }

  func flag() -> Bool? {
    guard let text = text() else { return nil }
    switch text.text {
    case "true": return true
    case "false": return false
    default:
      log.error(
        .wrongValue, at: text.location, "`\(text.text)` is neither `true` nor `false`")
      return nil
    }
  }

  /// A duration as people write it: `500ms`, `3s`, `2m`, `24h`, `7d`.
  func seconds() -> Double? {
    guard let text = text() else { return nil }
    let units: [(String, Double)] = [
      ("ms", 0.001), ("s", 1), ("m", 60), ("h", 3_600), ("d", 86_400),
    ]
    for (unit, factor) in units where text.text.hasSuffix(unit) {
      let digits = text.text.dropLast(unit.count)
      guard !digits.isEmpty, digits.utf8.count <= 9,
        digits.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }), let value = Double(digits)
      else { continue }
      return value * factor
    }
    log.error(
      .wrongValue, at: text.location,
      "`\(text.text)` is no duration; write `500ms`, `3s`, `2m`, `24h` or `7d`")
    return nil
  }

  /// A sentence that YAML has taken apart is the usual reason for a wrong type.
  private func wrongType(wanted: String) -> String {
    let message = "\(wanted) needed here, not \(node.kind)"
    guard wanted == "a text is" else { return message }
    switch node.value {
    case .text: return message
    case .list: return message + "; a sentence that starts with `[` needs quotes"
    case .fields(let fields):
      guard let first = fields.first else {
        return message + "; a sentence that starts with `{` needs quotes"
      }
      let startsWithKey = first.keyLocation == node.location
      return message
        + (startsWithKey
          ? "; a sentence with `: ` in it needs quotes"
          : "; a sentence that starts with `{` needs quotes")
    }
  }
}
