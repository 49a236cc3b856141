/// The shape of a value, as JSON Schema; results are described with it.
package struct Schema: Hashable, Sendable {
  package var json: JSONValue

  static let string = Schema(json: ["type": "string"])
  static let integer = Schema(json: ["type": "integer"])
  static let number = Schema(json: ["type": "number"])
  static let boolean = Schema(json: ["type": "boolean"])
  static let anything = Schema(json: [:])
  static let nothing = Schema.object([:])
  static let message = Schema(json: ["$ref": "#/components/schemas/Message"])

  static func list(of element: Schema) -> Schema {
    Schema(json: ["type": "array", "items": element.json])
  }

  static func oneOf(_ words: [String]) -> Schema {
    Schema(json: ["type": "string", "enum": .array(words.map(JSONValue.string))])
  }

  /// A name that ends with `?` may be missing.
  static func object(_ members: [String: Schema]) -> Schema {
    var properties: [String: JSONValue] = [:]
    var required: [JSONValue] = []
    for (key, schema) in members.sorted(by: { $0.key < $1.key }) {
      let name = key.hasSuffix("?") ? String(key.dropLast()) : key
      properties[name] = schema.json
      if name == key { required.append(.string(name)) }
    }
    return Schema(
      json: [
        "type": "object", "properties": .object(properties), "required": .array(required),
      ])
  }
}
