/// Intents that mean the same in every state; content gives them their words.
package enum ControlIntent: String, CaseIterable, Sendable {
  case human = "human.request"
  case stop = "stop_flow"
  case back
  case again = "repeat"
  case why
  case language = "switch_language"
  case abuse
  case hello = "urge.reply"
  /// A bare value; matches only where one is asked for, and needs no file.
  case provide
  /// "I haven't got it, I can't find it": what was asked for is not at hand.
  case missing = "dont_have"
  case yes
  case no
}

/// The buttons that the waiting queue itself shows.
package enum QueueButton {
  /// Back to the bot.
  package static let leave = "leave_queue"
}
