/// Who has the word in a chat; nobody else speaks in it.
package enum Owner: Hashable, Sendable {
  case bot
  /// Waiting for a person; the queue itself answers.
  case queue
  case agent(String)
  /// The chat is closed.
  case nobody
}

extension Owner: RawRepresentable, Codable {
  /// As the protocol and the tables write it: `bot`, `queue`, `agent:<name>` or `nobody`.
  package var rawValue: String {
    switch self {
    case .bot: "bot"
    case .queue: "queue"
    case .agent(let name): "agent:\(name)"
    case .nobody: "nobody"
    }
  }

  package init?(rawValue: String) {
    switch rawValue {
    case "bot": self = .bot
    case "queue": self = .queue
    case "nobody": self = .nobody
    default:
      guard rawValue.hasPrefix("agent:") else { return nil }
      self = .agent(String(rawValue.dropFirst(6)))
    }
  }
}
