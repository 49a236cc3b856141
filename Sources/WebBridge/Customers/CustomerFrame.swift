import LineProtocol

/// What a customer's browser sends.
enum CustomerFrame: Equatable {
  struct Open: Equatable {
    var key: String
    /// The last seq that the browser has.
    var after: Int
    var language: String?
    var page: String?
  }

  case open(Open)
  case say(id: String, text: String, more: Bool)
  case press(id: String, button: String)
  case typing(on: Bool)
  case seen(seq: Int)
  case history(after: Int, limit: Int)
  case ping

  private static let historyLimit = 100

  /// Nil for what is no JSON, of an unknown type, or lacks what its type needs.
  init?(_ text: [UInt8]) {
    guard let json = try? JSONValue(parsing: text), let type = json["type"]?.string else {
      return nil
    }
    switch type {
    case "open":
      guard let key = json["key"]?.string, json["language"]?.string?.utf8.count ?? 0 <= 64 else {
        return nil
      }
      self = .open(
        Open(
          key: key, after: max(0, json["after"]?.int ?? 0), language: json["language"]?.string,
          page: json["page"]?.string))
    case "say":
      guard let id = json["id"]?.string, let text = json["text"]?.string else { return nil }
      self = .say(id: id, text: text, more: json["more"]?.bool ?? false)
    case "press":
      guard let id = json["id"]?.string, let button = json["button"]?.string else { return nil }
      self = .press(id: id, button: button)
    case "typing":
      guard let on = json["on"]?.bool else { return nil }
      self = .typing(on: on)
    case "seen":
      guard let seq = json["seq"]?.int, seq >= 0 else { return nil }
      self = .seen(seq: seq)
    case "history":
      guard let after = json["after"]?.int, after >= 0 else { return nil }
      let limit = json["limit"]?.int ?? Self.historyLimit
      self = .history(after: after, limit: min(max(1, limit), Self.historyLimit))
    case "ping": self = .ping
    default: return nil
    }
  }
}
