package import LineProtocol

/// What can happen to a chat.
///
/// One at a time, in order; whatever happens comes in here.
package enum ChatEvent: Equatable, Sendable {
  case opened
  /// The customer wrote. With `more`, the thought goes on in the next message, for which the bot
  /// waits `window` seconds; nil is what the settings say.
  case said(String, more: Bool, window: Double? = nil)
  /// The customer is typing: a thought that goes on is waited for longer.
  case typing
  case pressed(button: String)
  /// The customer or an administrator closed the chat.
  case closed

  case claimed(by: String)
  case agentSaid(String, by: String)
  case agentNoted(String, by: String)
  /// Back to the bot, to a state of a dialog where one is named (`order_track.shipped`).
  case returned(by: String, state: String?, slots: [String: JSONValue])
  /// Back to the front of the queue.
  case released(by: String)
  case resolved(by: String, outcome: String, label: String?)
  /// The agent's connection dropped, or is there again.
  case agentGone(String)
  case agentBack(String)

  case answered(key: String, BackendAnswer)
  case timer(ChatTimer)
}

/// What a backend made of a call.
package enum BackendAnswer: Equatable, Sendable {
  case value(JSONValue)
  case failed(String)
  case timedOut
}

/// The timers of a chat; each runs at most once at a time.
package enum ChatTimer: String, Codable, Sendable, CaseIterable {
  /// The customer has not answered the bot.
  case noInput = "no_input"
  /// Nothing has happened in the chat.
  case idle
  /// A claimed chat has not been answered.
  case claim
  /// The agent's connection has been gone.
  case grace
  /// The rest of a burst has not come.
  case burst
  /// The backend has not answered.
  case call
}
