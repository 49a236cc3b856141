import Understanding

/// A value in a content file, with its place.
///
/// Every scalar is its text: YAML's guesses (`no` → false, `017` → 15) are not made.
struct ContentNode: Sendable {
  enum Style: Sendable {
    case plain, singleQuoted, doubleQuoted, block
  }

  struct Field: Sendable {
    var key: String
    var keyLocation: SourceLocation
    var value: ContentNode
  }

  enum Value: Sendable {
    case text(String)
    case list([ContentNode])
    case fields([Field])
  }

  var value: Value
  var location: SourceLocation
  var style: Style = .plain

  /// What an author calls it.
  var kind: String {
    switch value {
    case .text: "a text"
    case .list: "a list"
    case .fields: "keys with values"
    }
  }

  var text: String? {
    if case .text(let text) = value { text } else { nil }
  }

  var fields: [Field]? {
    if case .fields(let fields) = value { fields } else { nil }
  }
}

/// A text with its place: a name to look up, a sentence, a condition.
struct LocatedText: Sendable {
  var text: String
  var location: SourceLocation
  var style: ContentNode.Style

  init(_ text: String, at location: SourceLocation, style: ContentNode.Style = .plain) {
    self.text = text
    self.location = location
    self.style = style
  }
}
