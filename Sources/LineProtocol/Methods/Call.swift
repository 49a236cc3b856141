/// A request whose method is known and whose parameters have been checked.
package enum Call: Hashable, Sendable {
  case hello(Hello)
  case ping
  case discover
  case chatOpen(ChatOpen)
  case chatSay(ChatSay)
  case chatPress(ChatPress)
  case chatTyping(ChatTyping)
  case chatSeen(ChatSeen)
  case chatHistory(ChatHistory)
  case chatClose(ChatClose)
  case eventsSubscribe(EventsSubscribe)
  case agentStatus(AgentStatus)
  case agentChats
  case queueList(QueueList)
  case queueClaim(QueueClaim)
  case agentTyping(AgentTyping)
  case agentSay(AgentSay)
  case agentNote(AgentNote)
  case agentReturn(AgentReturn)
  case agentRelease(AgentRelease)
  case agentResolve(AgentResolve)
  case backendServe(BackendServe)
  case understand(Understand)
  case chatWhy(ChatWhy)
  case contentReload
  case clockAdvance(ClockAdvance)
}
