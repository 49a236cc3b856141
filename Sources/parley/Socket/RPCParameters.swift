import ArgumentParser
import LineProtocol

/// Parameters as they are typed: `key=value`.
struct RPCParameters {
  let values: [String: JSONValue]

  init(_ words: [String], of method: Method?) throws(ValidationError) {
    var values: [String: JSONValue] = [:]
    for word in words {
      guard let separator = word.firstIndex(of: "="), separator > word.startIndex else {
        throw ValidationError("'\(word)' is no parameter; write key=value.")
      }
      let key = String(word[..<separator])
      let text = String(word[word.index(after: separator)...])
      let kind = method?.parameters.first { $0.name == key }?.kind
      values[key] = Self.value(text, for: kind)
    }
    self.values = values
  }

  /// Where the method wants words, `12` is a word: nobody types quotes within quotes gladly.
  private static func value(_ text: String, for kind: Parameter.Kind?) -> JSONValue {
    guard let json = try? JSONValue(parsing: Array(text.utf8)) else { return .string(text) }
    switch kind {
    case .identifier, .text, .string, .word: return json.string == nil ? .string(text) : json
    default: return json
    }
  }
}
