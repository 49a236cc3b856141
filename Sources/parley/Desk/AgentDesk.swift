import Foundation
import LineProtocol

/// An agent's connection to the daemon, and what its terminal shows.
struct AgentDesk {
  private let client: SocketClient
  private let name: String
  private let ink: Ink
  private let showsPrompt: Bool
  private var screen: ChatScreen
  /// The chats held, in the order in which they were taken.
  private var chats: [String] = []
  private var current: String?
  /// Chat → the newest message shown.
  private var shown: [String: Int] = [:]

  init(client: SocketClient, name: String, ink: Ink, showsPrompt: Bool) {
    self.client = client
    self.name = name
    self.ink = ink
    self.showsPrompt = showsPrompt
    screen = ChatScreen(ink: ink, showsPrompt: showsPrompt)
  }

  mutating func open(token: String?) throws {
    try client.hello(.agent, name: name, token: token)
    _ = try client.call("agent.status", ["state": "available"])
    _ = try client.call("events.subscribe")
    let held = try client.call("agent.chats")["chats"]?.array ?? []
    for row in held { try take(row) }
    try listQueue()
  }

  mutating func run(_ input: LineInput) throws {
    var input = input
    prompt()
    while true {
      while let line = input.next() {
        if let command = AgentCommand(line) {
          guard command != .quit else { return try leave() }
          try obey(command)
        }
        if !input.isTerminal { try takeEvents(patience: .milliseconds(200)) }
        prompt()
      }
      if input.isAtEnd { return }
      if client.hasKept {
        try takeEvents()
        prompt()
        continue
      }
      let ready = try SocketWait.isReadable([input.descriptor, client.descriptor])
      if ready[0] { input.fill() }
      if ready[1], try takeEvents() > 0 { prompt() }
    }
  }

  private func leave() throws {
    _ = try client.call("agent.status", ["state": "away"])
  }

  private func prompt() {
    if showsPrompt { Output.text(ink(.bold, "\(current ?? name)> ")) }
  }

  // MARK: Commands

  private mutating func obey(_ command: AgentCommand) throws {
    do {
      try perform(command)
    } catch let error as ReportedError {
      screen.note("\(error.name ?? "refused"): \(error.message)")
    }
  }

  private mutating func perform(_ command: AgentCommand) throws {
    switch command {
    case .claim(let number): try claim(number)
    case .list: try listQueue()
    case .chats: try listChats()
    case .change(let chat): try change(to: chat)
    case .help: Output.line(AgentCommand.manual)
    case .usage(let usage): screen.note(usage)
    case .quit: break
    case .say, .note, .giveBack, .release, .resolve, .history:
      guard let chat = current else {
        screen.note("no chat is open; `claim` takes one")
        return
      }
      try perform(command, in: chat)
    }
  }

  private mutating func perform(_ command: AgentCommand, in chat: String) throws {
    let messageID = JSONValue.string(UUID().uuidString)
    switch command {
    case .say(let text):
      let said = try client.call(
        "agent.say", ["chat": .string(chat), "text": .string(text), "message_id": messageID])
      if let seq = said["seq"]?.int { shown[chat] = max(shown[chat] ?? 0, seq) }
    case .note(let text):
      _ = try client.call(
        "agent.note", ["chat": .string(chat), "text": .string(text), "message_id": messageID])
      screen.note("noted")
    case .giveBack(let state, let slots):
      var params: [String: JSONValue] = ["chat": .string(chat), "slots": .object(slots)]
      if let state { params["state"] = .string(state) }
      _ = try client.call("agent.return", params)
      drop(chat, "the bot has \(chat) again")
    case .release:
      _ = try client.call("agent.release", ["chat": .string(chat)])
      drop(chat, "\(chat) waits again, first in the queue")
    case .resolve(let outcome, let label):
      var params: [String: JSONValue] = ["chat": .string(chat), "outcome": .string(outcome)]
      if let label { params["label"] = .string(label) }
      _ = try client.call("agent.resolve", params)
      drop(chat, "\(chat) is settled: \(outcome)")
    case .history: try showHistory(of: chat, after: 0)
    default: break
    }
  }

  private mutating func claim(_ number: Int?) throws {
    let claimed = try client.call(
      "queue.claim", number.map { ["escalation": .integer($0)] } ?? ["next": true])
    guard let chat = claimed["chat"]?.string else { return }
    brief(chat, claimed)
    shown[chat] = 0
    for message in claimed["messages"]?.array ?? [] { show(message) }
    if !chats.contains(chat) { chats.append(chat) }
    current = chat
  }

  /// A chat that was held when this program began.
  private mutating func take(_ row: JSONValue) throws {
    guard let chat = row["chat"]?.string else { return }
    if !chats.contains(chat) { chats.append(chat) }
    current = chat
    brief(chat, row)
    try showHistory(of: chat, after: 0)
  }

  /// Why a person has it, so that nobody has to ask the customer again.
  private func brief(_ chat: String, _ row: JSONValue) {
    let words = ["reason", "team", "language"].compactMap { row[$0]?.string }
    screen.note("— \(chat): \(words.joined(separator: " "))")
    for line in (row["summary"]?.string ?? "").split(separator: "\n") { screen.note(String(line)) }
  }

  private mutating func drop(_ chat: String, _ note: String) {
    chats.removeAll { $0 == chat }
    if current == chat { current = chats.last }
    screen.note(note)
  }

  private mutating func change(to name: String) throws {
    var found = chats.first { $0 == name }
    if found == nil, let number = Int(name), chats.indices.contains(number - 1) {
      found = chats[number - 1]
    }
    guard let found else {
      screen.note("you hold no chat \(name); /chats lists what you hold")
      return
    }
    current = found
    screen.note("— \(found)")
    try showHistory(of: found, after: shown[found] ?? 0)
  }

  // MARK: Lists

  private func listQueue() throws {
    let waiting = try client.call("queue.list")["waiting"]?.array ?? []
    guard !waiting.isEmpty else {
      screen.note("nobody waits")
      return
    }
    let rows = waiting.map { row in
      let seconds = row["waiting_s"]?.double ?? 0
      return [
        String(row["escalation"]?.int ?? 0), row["chat"]?.string ?? "",
        row["reason"]?.string ?? "", row["team"]?.string ?? "",
        "P\(row["priority"]?.int ?? 0)", row["language"]?.string ?? "",
        "\(Int(seconds / 60)) min",
        (row["summary"]?.string ?? "").split(separator: "\n").first.map(String.init) ?? "",
      ].map(PlainText.shown)
    }
    Output.line(TextColumns([["no", "chat", "reason", "team", "", "", "waits", ""]] + rows).text)
  }

  private func listChats() throws {
    let held = try client.call("agent.chats")["chats"]?.array ?? []
    guard !held.isEmpty else {
      screen.note("you hold no chat")
      return
    }
    let rows = held.map { row in
      [
        row["chat"]?.string ?? "", row["language"]?.string ?? "",
        "\(row["unread"]?.int ?? 0) unread",
      ]
    }
    Output.line(TextColumns(rows).text)
  }

  private mutating func showHistory(of chat: String, after: Int) throws {
    let history = try client.call(
      "chat.history", ["chat": .string(chat), "after": .integer(after), "limit": 500])
    for message in history["messages"]?.array ?? [] { show(message, again: true) }
  }

  // MARK: Events

  @discardableResult
  private mutating func takeEvents(patience: Duration = .zero) throws -> Int {
    var count = 0
    while let request = try client.next(timeout: patience) {
      guard request.method == "event", let event = EventEnvelope(.object(request.params)) else {
        continue
      }
      take(event)
      count += 1
    }
    return count
  }

  private mutating func take(_ event: EventEnvelope) {
    guard let chat = event.chat else { return }
    switch event.type {
    case .message where chats.contains(chat):
      if let message = event.fields["message"] { show(message) }
    case .escalation where event.fields["status"]?.string == "waiting":
      screen.note(
        "waiting: \(event.fields["escalation"]?.int ?? 0)  \(chat)  "
          + "\(event.fields["reason"]?.string ?? "")  \(event.fields["team"]?.string ?? "")")
    case .owner where chats.contains(chat):
      let owner = event.fields["owner"]?.string ?? ""
      if owner != "agent:\(name)" { drop(chat, "\(chat) is with \(owner) now") }
    case .note where chats.contains(chat):
      screen.note("note: \(event.fields["text"]?.string ?? "")")
    default: break
    }
  }

  private mutating func show(_ value: JSONValue, again: Bool = false) {
    guard let message = ChatMessage(value), again || message.seq > shown[message.chat] ?? 0 else {
      return
    }
    shown[message.chat] = max(shown[message.chat] ?? 0, message.seq)
    let place = message.chat == current || chats.count < 2 ? "" : "[\(message.chat)] "
    screen.show(
      from: message.from == .customer ? "agent" : message.from.rawValue,
      name: message.from == .customer ? "customer" : message.name, text: place + message.text,
      buttons: message.buttons.map { ($0.id, $0.text) })
  }
}
