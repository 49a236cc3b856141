/// Every method a client can call; the raw value is its name on the wire.
package enum MethodName: String, Hashable, Sendable, CaseIterable {
  case hello
  case ping
  case discover = "rpc.discover"
  case chatOpen = "chat.open"
  case chatSay = "chat.say"
  case chatPress = "chat.press"
  case chatTyping = "chat.typing"
  case chatSeen = "chat.seen"
  case chatHistory = "chat.history"
  case chatClose = "chat.close"
  case eventsSubscribe = "events.subscribe"
  case agentStatus = "agent.status"
  case agentChats = "agent.chats"
  case queueList = "queue.list"
  case queueClaim = "queue.claim"
  case agentTyping = "agent.typing"
  case agentSay = "agent.say"
  case agentNote = "agent.note"
  case agentReturn = "agent.return"
  case agentRelease = "agent.release"
  case agentResolve = "agent.resolve"
  case backendServe = "backend.serve"
  case understand
  case chatWhy = "chat.why"
  case contentReload = "content.reload"
  case clockAdvance = "clock.advance"
}
