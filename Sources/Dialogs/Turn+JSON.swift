package import LineProtocol

extension TurnTrace {
  /// The same as Codable gives, made in a tenth of the time; see ``Understanding/json``.
  package var json: JSONValue {
    var fields: [String: JSONValue] = [
      "event": .string(event), "version": .string(version), "before": before.json,
      "after": after.json, "steps": .array(steps.map(\.json)),
    ]
    if let understanding { fields["understanding"] = understanding.json }
    if let fault { fields["fault"] = .string(fault) }
    return .object(fields)
  }
}

extension TurnTrace.Step {
  package var json: JSONValue {
    var fields: [String: JSONValue] = ["what": .string(what)]
    if let file { fields["file"] = .string(file) }
    if let line { fields["line"] = .integer(line) }
    return .object(fields)
  }
}

extension TurnTrace.Standing {
  package var json: JSONValue {
    [
      "owner": .string(owner.rawValue), "states": .array(states.map(JSONValue.string)),
      "misses": .integer(misses),
    ]
  }
}
