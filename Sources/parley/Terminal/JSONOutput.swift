import Foundation
import LineProtocol

/// How results are printed for programs, and for people who read JSON.
enum JSONOutput {
  /// One line, names sorted.
  static func line(_ value: some Encodable) throws -> String { try json(value).jsonText }

  static func json(_ value: some Encodable) throws -> JSONValue {
    try JSONValue(parsing: Array(JSONEncoder().encode(value)))
  }

  /// Indented by two spaces; what is empty or plain stays on its line.
  static func pretty(_ value: JSONValue, indentation: String = "") -> String {
    let deeper = indentation + "  "
    switch value {
    case .array(let elements) where !elements.isEmpty:
      let lines = elements.map { deeper + pretty($0, indentation: deeper) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indentation)]"
    case .object(let members) where !members.isEmpty:
      let lines = members.sorted { $0.key < $1.key }.map { name, value in
        deeper + JSONValue.string(name).jsonText + ": " + pretty(value, indentation: deeper)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indentation)}"
    default: return value.jsonText
    }
  }
}
