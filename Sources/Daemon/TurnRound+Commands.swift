import BotContent
import Dialogs
import Foundation
import LineProtocol
import Store
import Understanding

extension TurnRound {
  private static let messagesShown = 50
  private static let customer = "customer"

  /// Carries one command out and gives the result that its caller is to see.
  mutating func handle(_ command: DeskCommand) throws(TurnFailure) -> JSONValue {
    switch command {
    case .open(let params): try open(params)
    case .say(let params):
      try speak(
        .said(
          params.text, more: params.more,
          window: params.windowMilliseconds.map { Double($0) / 1_000 }),
        in: params.chat, as: Self.customer, params.messageID)
    case .press(let params):
      try speak(
        .pressed(button: params.button), in: params.chat, as: Self.customer, params.messageID)
    case .typing(let chat): try prolongBurst(in: chat)
    case .close(let params): try close(params)
    case .seen(let params): try seen(params)
    case .refused(let chat, let key, let isNote, let error):
      try answerRefused(chat: chat, key, isNote: isNote, error)
    case .agentStatus(let agent, let status): try setStatus(of: agent, status)
    case .claim(let agent, let target): try claim(target, by: agent)
    case .agentSay(let agent, let params): try agentSays(params, by: agent)
    case .agentNote(let agent, let params): try addNote(params, by: agent)
    case .agentReturn(let agent, let params):
      try act(.returned(by: agent, state: params.state, slots: params.slots), in: params.chat)
    case .release(let agent, let params): try act(.released(by: agent), in: params.chat)
    case .resolve(let agent, let params):
      try act(
        .resolved(by: agent, outcome: params.outcome, label: params.label), in: params.chat)
    case .agentConnected(let agent): try tellChats(of: agent, .agentBack(agent))
    case .agentGone(let agent): try tellChats(of: agent, .agentGone(agent))
    case .backendConnected(let functions): try sendOpenCalls(to: functions)
    case .backendAnswered(let key, let answer): try deliver(answer, to: key)
    case .adopt(let bot, let files): try adopt(bot, files)
    case .advanceClock(let seconds): try advanceClock(by: seconds)
    }
  }

  // MARK: Customers

  private mutating func open(_ params: ChatOpen) throws(TurnFailure) -> JSONValue {
    let known: Chat?
    if let id = params.chat {
      known = try stored { try self.known(id) }
    } else {
      known = nil
    }
    if let known {
      let messages = try stored {
        try reading.latest(of: known.id, limit: Self.messagesShown)
      }
      return try opened(known, created: false, messages)
    }
    let chat = Chat(
      id: params.chat ?? Self.newChatID(), customer: params.customer,
      language: library.current.language(for: params.language),
      isLanguageKnown: params.language != nil, page: params.page, at: clock.now)
    let taken = try take(.opened, chat: chat)
    return try opened(taken.chat, created: true, taken.turn.messages)
  }

  private func opened(
    _ chat: Chat, created: Bool, _ messages: [Message]
  ) throws(TurnFailure) -> JSONValue {
    var result: [String: JSONValue] = [
      "chat": .string(chat.id), "created": .bool(created), "owner": .string(chat.owner.rawValue),
      "language": .string(chat.language.rawValue), "messages": .array(messages.map(\.json)),
    ]
    if case .agent(let name) = chat.owner { result["name"] = .string(name) }
    // Who comes back while waiting has missed the event that said where.
    if chat.owner == .queue, let escalation = chat.escalation,
      let position = try stored({ try reading.position(of: chat.id) })
    {
      result["queue"] = .object(place(position, promisedAt: escalation.dueAt))
    }
    return .object(result)
  }

  /// 128 bits that nobody can guess: whoever knows the id may speak in the chat.
  private static func newChatID() -> String {
    let halves = [UInt64.random(in: 0 ... .max), UInt64.random(in: 0 ... .max)]
    return "c"
      + halves.map { half in
        let digits = String(half, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
      }.joined()
  }

  /// Something said, by whomever; a repeated id is answered as the first time, and nothing else
  /// is looked at.
  private mutating func speak(
    _ event: ChatEvent, in id: String, as sender: String, _ messageID: String
  ) throws(TurnFailure) -> JSONValue {
    let chat = try chat(id)
    let key = ClientKey(sender: sender, messageID: messageID)
    if let repeated = try repeated(key, in: chat) { return repeated }
    let taken = try take(event, chat: chat, key: key)
    let messages = taken.turn.messages
    return [
      "seq": .integer(messages.first?.seq ?? taken.chat.lastSeq), "duplicate": false,
      "owner": .string(taken.chat.owner.rawValue),
      "messages": .array(messages.dropFirst().map(\.json)),
    ]
  }

  private mutating func prolongBurst(in id: String) throws(TurnFailure) -> JSONValue {
    let chat = try chat(id)
    // It may have been answered, or prolonged as far as it goes, on the way here.
    if chat.burstWait?.prolonged(at: clock.now) != nil { _ = try take(.typing, chat: chat) }
    return [:]
  }

  private func repeated(_ key: ClientKey, in chat: Chat) throws(TurnFailure) -> JSONValue? {
    let found = try stored {
      try transaction.repeated(chat: chat.id, sender: key.sender, messageID: key.messageID)
    }
    guard let found else { return nil }
    return [
      "seq": .integer(found.seq), "duplicate": true, "owner": .string(chat.owner.rawValue),
      "messages": .array(found.messages.map(\.json)),
    ]
  }

  private func answerRefused(
    chat id: String, _ key: ClientKey, isNote: Bool, _ error: ProtocolError
  ) throws(TurnFailure) -> JSONValue {
    let chat = try chat(id)
    if isNote, let note = try repeatedNote(key, in: chat.id) { return note }
    if !isNote, let repeated = try repeated(key, in: chat) {
      return key.sender == Self.customer
        ? repeated : ["seq": repeated["seq"] ?? .null, "duplicate": true]
    }
    throw .refused(error)
  }

  private mutating func close(_ params: ChatClose) throws(TurnFailure) -> JSONValue {
    let chat = try chat(params.chat)
    let key = ClientKey(sender: Self.customer, messageID: params.messageID)
    if let repeated = try repeated(key, in: chat) { return ["seq": repeated["seq"] ?? .null] }
    let taken = try take(.closed, chat: chat, key: key)
    return ["seq": .integer(taken.chat.lastSeq)]
  }

  private func seen(_ params: ChatSeen) throws(TurnFailure) -> JSONValue {
    _ = try chat(params.chat)
    try stored { try transaction.markSeen(params.chat, seq: params.seq) }
    return [:]
  }

  // MARK: Agents

  private mutating func act(_ event: ChatEvent, in id: String) throws(TurnFailure) -> JSONValue {
    let taken = try take(event, chat: try chat(id))
    return ["owner": .string(taken.chat.owner.rawValue)]
  }

  private mutating func agentSays(
    _ params: AgentSay, by agent: String
  ) throws(TurnFailure) -> JSONValue {
    let said = try speak(
      .agentSaid(params.text, by: agent), in: params.chat, as: Owner.agent(agent).rawValue,
      params.messageID)
    return ["seq": said["seq"] ?? .null, "duplicate": said["duplicate"] ?? false]
  }

  private mutating func addNote(
    _ params: AgentNote, by agent: String
  ) throws(TurnFailure) -> JSONValue {
    let chat = try chat(params.chat)
    let key = ClientKey(sender: agent, messageID: params.messageID)
    if let repeated = try repeatedNote(key, in: chat.id) { return repeated }
    let taken = try take(.agentNoted(params.text, by: agent), chat: chat, key: key)
    return ["note": .integer(taken.outcome.note ?? 0), "duplicate": false]
  }

  private func repeatedNote(
    _ key: ClientKey, in chat: String
  ) throws(TurnFailure) -> JSONValue? {
    let agent = key.sender.hasPrefix("agent:") ? String(key.sender.dropFirst(6)) : key.sender
    let note = try stored {
      try transaction.repeatedNote(chat: chat, agent: agent, messageID: key.messageID)
    }
    return note.map { ["note": .integer($0), "duplicate": true] }
  }

  private func setStatus(
    of name: String, _ status: AgentStatus
  ) throws(TurnFailure) -> JSONValue {
    var agent = try stored { try reading.agent(name) }
    agent.state = status.state.rawValue
    agent.capacity = status.capacity ?? agent.capacity
    agent.skills = status.skills ?? agent.skills
    let load = try stored {
      try transaction.save(agent)
      return try reading.load(of: name)
    }
    return ["load": .integer(load), "capacity": .integer(agent.capacity)]
  }

  private mutating func claim(
    _ target: QueueClaim, by agent: String
  ) throws(TurnFailure) -> JSONValue {
    let chat = try chat(try find(target, for: agent))
    if chat.owner == .queue {
      let (capacity, load) = try stored {
        (try reading.agent(agent).capacity, try reading.load(of: agent))
      }
      guard load < capacity else {
        throw .refused(
          ProtocolError(
            .atCapacity,
            "Agent `\(agent)` holds \(load) of \(capacity) chats. Resolve or return one first."))
      }
    }
    var now = chat
    if chat.owner != .agent(agent) {
      now = try take(.claimed(by: agent), chat: chat).chat
    }
    let (escalation, messages) = try stored {
      (
        try reading.openEscalation(of: now.id)?.id,
        try reading.latest(of: now.id, limit: Self.messagesShown)
      )
    }
    var result: [String: JSONValue] = [
      "chat": .string(now.id), "escalation": escalation.map(JSONValue.integer) ?? .null,
      "owner": .string(now.owner.rawValue), "language": .string(now.language.rawValue),
      "messages": .array(messages.map(\.json)),
    ]
    if let briefing = now.escalation {
      result["reason"] = .string(briefing.reason.rawValue)
      result["team"] = .string(briefing.team)
      result["priority"] = .integer(briefing.priority)
      result["summary"] = .string(briefing.summary)
      result["waiting_s"] = Desk.seconds(
        from: briefing.createdAt, to: briefing.claimedAt ?? clock.now)
      result["due_s"] = Desk.seconds(from: clock.now, to: briefing.dueAt)
    }
    return .object(result)
  }

  private func find(
    _ target: QueueClaim, for agent: String
  ) throws(TurnFailure) -> String {
    switch target {
    case .chat(let id): return id
    case .escalation(let id):
      let escalation = try stored { try reading.escalation(id) }
      guard let escalation else {
        throw .refused(
          ProtocolError(.noSuchChat, "There is no escalation \(id). See queue.list."))
      }
      guard ["waiting", "claimed"].contains(escalation.status) else {
        throw .refused(
          ProtocolError(.conflict, "Escalation \(id) is \(escalation.status) already."))
      }
      return escalation.chat
    case .next:
      let next = try stored {
        let skills = try reading.agent(agent).skills
        return try reading.waiting().first {
          AgentSkills(skills).cover(team: $0.team, language: $0.language)
        }
      }
      guard let next else {
        throw .refused(ProtocolError(.noSuchChat, "Nobody waits whom this agent could take."))
      }
      return next.chat
    }
  }

  private mutating func tellChats(
    of agent: String, _ event: ChatEvent
  ) throws(TurnFailure) -> JSONValue {
    let held = try stored { try reading.chats(heldBy: agent) }
    for row in held { _ = try take(event, chat: try chat(row.chat)) }
    return [:]
  }
}
