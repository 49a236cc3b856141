/// Where in a bot's folder things stand.
enum ContentPath {
  static let entities = "intents/_entities.yaml"
  static let concepts = "intents/_concepts.yaml"
  static let shorthand = "intents/_shorthand.yaml"
  static let offTopic = "intents/_off_topic.yaml"
  static let settings = "dialogs/_settings.yaml"
  static let shared = [entities, concepts, shorthand, offTopic, settings]
  static let texts = "dialogs/texts/"

  /// The last part of a path without `.yaml`.
  static func name(_ path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return last.hasSuffix(".yaml") ? String(last.dropLast(5)) : last
  }
}
