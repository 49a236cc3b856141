/// One named parameter of a method: what it may be, and how it says so.
package struct Parameter: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// 1 to 128 characters, none of them a control character: ids that clients choose.
    case identifier
    /// What somebody says: up to the text limit, and not only white space.
    case text
    /// Up to so many characters, also none.
    case string(max: Int)
    case word([String])
    case boolean
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    /// Up to so many identifiers.
    case identifiers(max: Int)
    case object
    /// The version of the protocol: a whole number, of which we speak only 1.
    case version
  }

  package let name: String
  package let kind: Kind
  package let isRequired: Bool
  package let summary: String

  static func required(_ name: String, _ kind: Kind, _ summary: String) -> Parameter {
    Parameter(name: name, kind: kind, isRequired: true, summary: summary)
  }

  static func optional(_ name: String, _ kind: Kind, _ summary: String) -> Parameter {
    Parameter(name: name, kind: kind, isRequired: false, summary: summary)
  }
}

extension Parameter.Kind {
  /// What a client should send, to complete "'x' must be …".
  func expectation(_ limits: ProtocolLimits) -> String {
    switch self {
    case .identifier: "a string of 1 to 128 characters without control characters"
    case .text: "a text of 1 to \(limits.maxText) characters, not only white space"
    case .string(let max): "a string of at most \(max) characters"
    case .word(let words): "one of: \(words.joined(separator: ", "))"
    case .boolean: "true or false"
    case .integer(let range) where range.upperBound == .max:
      "a whole number, \(range.lowerBound) or more"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .identifiers(let max): "a list of at most \(max) strings of 1 to 128 characters"
    case .object: "an object"
    case .version: "a whole number"
    }
  }

  func schema(_ limits: ProtocolLimits) -> JSONValue {
    switch self {
    case .identifier: ["type": "string", "minLength": 1, "maxLength": 128]
    case .text: ["type": "string", "minLength": 1, "maxLength": .integer(limits.maxText)]
    case .string(let max): ["type": "string", "maxLength": .integer(max)]
    case .word(let words): Schema.oneOf(words).json
    case .boolean: ["type": "boolean"]
    case .integer(let range) where range.upperBound == .max:
      ["type": "integer", "minimum": .integer(range.lowerBound)]
    case .integer(let range):
      [
        "type": "integer", "minimum": .integer(range.lowerBound),
        "maximum": .integer(range.upperBound),
      ]
    case .number(let range):
      [
        "type": "number", "minimum": .number(range.lowerBound),
        "maximum": .number(range.upperBound),
      ]
    case .identifiers(let max):
      [
        "type": "array", "maxItems": .integer(max), "items": Self.identifier.schema(limits),
      ]
    case .object: ["type": "object"]
    case .version: ["type": "integer", "const": 1]
    }
  }
}
