import Dialogs
import LineProtocol
import Store

/// Says where each call goes: what answers it, and whether it may overtake what is under way.
struct RequestRouter: Sendable {
  enum Route: Sendable {
    case answer(JSONValue)
    /// Through the turn loop, in order with all that changes something.
    case submit(DeskCommand)
    /// From the store, once every earlier request of the connection was answered: a client that
    /// sends `chat.say` and `chat.history` in one breath finds what it said.
    case query(@Sendable (Desk) throws -> JSONValue)
    /// Tells subscribers that a customer or an agent types; not stored.
    case typing(ChatTyping)
    case agentTyping(AgentTyping)
    case hello(Hello)
    case subscribe(EventsSubscribe)
    case serve([String])
    case reload
  }

  /// The program's version, as in `0.1.0`.
  let version: String
  let table: MethodTable

  /// `agent` is the name of the agent whose connection it is, where it is one's.
  func route(_ call: Call, agent: String) -> Route {
    switch call {
    case .hello(let hello): .hello(hello)
    case .ping: .answer(["version": .string(version)])
    case .discover: .answer(table.openRPC(version: version))
    case .eventsSubscribe(let wish): .subscribe(wish)

    case .chatOpen(let open): .submit(.open(open))
    case .chatSay(let say): .submit(.say(say))
    case .chatPress(let press): .submit(.press(press))
    case .chatSeen(let seen): .submit(.seen(seen))
    case .chatClose(let close): .submit(.close(close))
    case .chatTyping(let typing): .typing(typing)
    case .chatHistory(let wish): .query { try $0.history(wish) }
    case .chatWhy(let wish): .query { try $0.why(wish) }

    case .agentStatus(let status): .submit(.agentStatus(agent: agent, status))
    case .agentChats: .query { try $0.chats(heldBy: agent) }
    case .queueList(let wish): .query { try $0.queue(wish) }
    case .queueClaim(let target): .submit(.claim(agent: agent, target))
    case .agentTyping(let typing): .agentTyping(typing)
    case .agentSay(let say): .submit(.agentSay(agent: agent, say))
    case .agentNote(let note): .submit(.agentNote(agent: agent, note))
    case .agentReturn(let back): .submit(.agentReturn(agent: agent, back))
    case .agentRelease(let release): .submit(.release(agent: agent, release))
    case .agentResolve(let resolve): .submit(.resolve(agent: agent, resolve))

    case .backendServe(let serve): .serve(serve.functions)
    case .understand(let wish): .query { try $0.understand(wish) }
    case .contentReload: .reload
    case .clockAdvance(let advance): .submit(.advanceClock(seconds: advance.seconds))
    }
  }

  /// Where a call goes whose parameters are wrong: nowhere, unless it repeats a message that was
  /// taken, which only the turn loop knows.
  func route(refused request: Request, _ error: ProtocolError, by client: Client?) -> DeskCommand? {
    guard [.badParams, .tooLong].contains(error.code), let client,
      let key = table.messageKey(of: request)
    else { return nil }
    let sender = client.role == .agent ? Owner.agent(client.name ?? "").rawValue : "customer"
    return .refused(
      chat: key.chat, ClientKey(sender: sender, messageID: key.messageID),
      isNote: request.method == MethodName.agentNote.rawValue, error)
  }
}
