package import LineProtocol
package import Understanding

extension Understanding {
  /// As `understand` answers it and as it is kept with its turn; what is not known is `null`.
  ///
  /// Written by hand where Codable would do: it is made in every turn, and Codable took a tenth of
  /// the turn. A test holds the two together.
  package var json: JSONValue {
    var members: [String: JSONValue] = [
      "text": .string(text), "language": .string(language.rawValue),
      "decision": .string(decision.rawValue), "intent": intent.map(JSONValue.string) ?? .null,
      "score": .number(score),
      "candidates": .array(
        candidates.map { ["intent": .string($0.intent), "score": .number($0.score)] }),
      "entities": .array(entities.map(\.json)), "evidence": .array(evidence.map(\.json)),
    ]
    if !also.isEmpty { members["also"] = .array(also.map(JSONValue.string)) }
    return .object(members)
  }
}

extension Entity {
  package var json: JSONValue {
    [
      "type": .string(type), "value": .string(value), "text": .string(text),
      "start": .integer(start), "end": .integer(end),
    ]
  }
}

extension Evidence {
  package var json: JSONValue {
    var fields: [String: JSONValue] = [
      "kind": .string(kind.rawValue), "intent": .string(intent), "text": .string(text),
      "weight": .number(weight),
    ]
    if let file { fields["file"] = .string(file) }
    if let line { fields["line"] = .integer(line) }
    if let start { fields["start"] = .integer(start) }
    if let end { fields["end"] = .integer(end) }
    return .object(fields)
  }
}
