import LineProtocol

/// What a customer's browser is sent.
enum CustomerReply: Equatable {
  struct Opened: Equatable {
    var owner: ChatOwner
    var language: String
    var messages: [ChatMessage]
    /// The newest seq of the chat.
    var last: Int
    /// Where a waiting customer stands, as the daemon put it.
    var queue: JSONValue?
    var maxText: Int
  }

  case opened(Opened)
  case message(ChatMessage)
  case said(id: String, seq: Int)
  case refused(id: String, name: String, retryMilliseconds: Int?)
  case owner(ChatOwner)
  case queue([String: JSONValue])
  case typing(on: Bool, name: String?)
  case history([ChatMessage], last: Int)
  case link(isUp: Bool, reopen: Bool = false)
  case pong
  case bye(name: String, retryMilliseconds: Int? = nil)

  var text: [UInt8] { JSONValue.object(members).jsonBytes }

  private var members: [String: JSONValue] {
    switch self {
    case .opened(let chat):
      var members: [String: JSONValue] = [
        "type": "opened", "language": .string(chat.language), "last": .integer(chat.last),
        "messages": .array(chat.messages.map(Self.json)), "max_text": .integer(chat.maxText),
      ]
      members.merge(chat.owner.members) { _, new in new }
      if let queue = chat.queue { members["queue"] = queue }
      return members
    case .message(let message): return ["type": "message", "message": Self.json(message)]
    case .said(let id, let seq): return ["type": "said", "id": .string(id), "seq": .integer(seq)]
    case .refused(let id, let name, let wait):
      var members: [String: JSONValue] = [
        "type": "refused", "id": .string(id), "name": .string(name),
      ]
      if let wait { members["retry_ms"] = .integer(wait) }
      return members
    case .owner(let owner): return owner.members.merging(["type": "owner"]) { _, new in new }
    case .queue(let place): return place.merging(["type": "queue"]) { _, new in new }
    case .typing(let on, let name):
      var members: [String: JSONValue] = ["type": "typing", "on": .bool(on)]
      if let name { members["name"] = .string(name) }
      return members
    case .history(let messages, let last):
      return [
        "type": "history", "messages": .array(messages.map(Self.json)), "last": .integer(last),
      ]
    case .link(let isUp, let reopen):
      var members: [String: JSONValue] = ["type": "link", "up": .bool(isUp)]
      if reopen { members["reopen"] = true }
      return members
    case .pong: return ["type": "pong"]
    case .bye(let name, let wait):
      var members: [String: JSONValue] = ["type": "bye", "name": .string(name)]
      if let wait { members["retry_ms"] = .integer(wait) }
      return members
    }
  }

  /// A message as customers see it: what it was understood to mean, and the chat's name, are the
  /// shop's business.
  private static func json(_ message: ChatMessage) -> JSONValue {
    var members = message.json.object ?? [:]
    members["chat"] = nil
    members["intent"] = nil
    return .object(members)
  }
}

/// Who has the chat, as customers see it.
enum ChatOwner: Hashable {
  case bot, queue, nobody
  case agent(String)

  /// From the line protocol's word: `bot`, `queue`, `nobody` or `agent:<name>`.
  init?(_ word: String) {
    switch word {
    case "bot": self = .bot
    case "queue": self = .queue
    case "nobody": self = .nobody
    default:
      guard word.hasPrefix("agent:") else { return nil }
      self = .agent(String(word.dropFirst("agent:".count)))
    }
  }

  fileprivate var members: [String: JSONValue] {
    switch self {
    case .bot: ["owner": "bot"]
    case .queue: ["owner": "queue"]
    case .nobody: ["owner": "nobody"]
    case .agent(let name): ["owner": "agent", "name": .string(name)]
    }
  }
}
