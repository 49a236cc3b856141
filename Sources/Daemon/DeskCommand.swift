package import BotContent
package import Dialogs
package import LineProtocol
package import Store

/// Everything that changes something, from whichever connection or timer it comes.
///
/// Commands go through the one `TurnLoop`, in the order in which they were submitted.
package enum DeskCommand: Sendable {
  case open(ChatOpen)
  case say(ChatSay)
  case press(ChatPress)
  /// The customer is typing, and the bot waits for the rest of what was said in part.
  case typing(chat: String)
  case seen(ChatSeen)
  case close(ChatClose)
  /// A call with a `message_id` whose other parameters are wrong: answered as the first time where
  /// the id is a repeat, for the id alone decides; else with the error.
  case refused(chat: String, ClientKey, isNote: Bool, ProtocolError)

  case agentStatus(agent: String, AgentStatus)
  case claim(agent: String, QueueClaim)
  case agentSay(agent: String, AgentSay)
  case agentNote(agent: String, AgentNote)
  case agentReturn(agent: String, AgentReturn)
  case release(agent: String, AgentRelease)
  case resolve(agent: String, AgentResolve)
  /// The agent's first connection is there, or the last one is gone.
  case agentConnected(String)
  case agentGone(String)

  /// A backend serves these functions now: calls that waited for one are sent.
  case backendConnected([String])
  case backendAnswered(key: String, BackendAnswer)

  /// Rules that have been loaded and checked take force.
  case adopt(Bot, ContentFiles)
  case advanceClock(seconds: Double)
}
