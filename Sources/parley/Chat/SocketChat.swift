import Foundation
import LineProtocol
import Understanding

/// A chat through the daemon: what a bridge does, for one customer in a terminal.
struct SocketChat {
  /// In a pipe: how long an answer that a backend has to find may take.
  private static let answerTimeout = Duration.seconds(15)
  /// In a pipe: a turn may go on after its first bubble.
  private static let quietTime = Duration.milliseconds(300)

  private let client: SocketClient
  private var screen: ChatScreen
  private let explains: Bool
  private var chat = ""
  private var owner = "bot"
  private var lastSeq = 0
  /// What the customer said last, and the last answer to anything.
  private var saidSeq = 0
  private var answerSeq = 0
  private var queueLine = ""

  init(client: SocketClient, screen: ChatScreen, explains: Bool) {
    self.client = client
    self.screen = screen
    self.explains = explains
  }

  mutating func open(_ id: String?, language: Language?) throws {
    try client.hello(.bridge, name: "parley-chat")
    var params: [String: JSONValue] = [:]
    if let id { params["chat"] = .string(id) }
    if let language { params["language"] = .string(language.rawValue) }
    let opened = try call("chat.open", params)
    chat = opened["chat"]?.string ?? ""
    owner = opened["owner"]?.string ?? "bot"
    _ = try call("events.subscribe", ["chats": [.string(chat)]])
    screen.note("chat \(chat)")
    show(opened["messages"])
  }

  mutating func run(_ input: LineInput) throws {
    var input = input
    screen.prompt()
    while true {
      while let line = input.next() {
        guard line != "/quit" else { return }
        try hear(line)
        if !input.isTerminal { try waitForAnswer() }
        screen.prompt()
      }
      if input.isAtEnd { return }
      if client.hasKept {
        try takeEvents()
        screen.prompt()
        continue
      }
      let ready = try SocketWait.isReadable([input.descriptor, client.descriptor])
      if ready[0] { input.fill() }
      if ready[1] {
        let before = lastSeq
        try takeEvents()
        if lastSeq != before { screen.prompt() }
      }
    }
  }

  private mutating func hear(_ line: String) throws {
    if line.trimmingCharacters(in: .whitespaces).isEmpty { return }
    var params: [String: JSONValue] = [
      "chat": .string(chat), "message_id": .string(UUID().uuidString),
    ]
    let method: String
    if let button = screen.button(for: line) {
      method = "chat.press"
      params["button"] = .string(button)
    } else {
      method = "chat.say"
      params["text"] = .string(line)
    }
    let said = try call(method, params)
    owner = said["owner"]?.string ?? owner
    saidSeq = said["seq"]?.int ?? lastSeq
    show(said["messages"])
    if explains, let seq = said["seq"]?.int { try explain(seq) }
  }

  // MARK: Events

  /// Shows what has come; waits for nothing.
  private mutating func takeEvents() throws {
    while let request = try client.next(timeout: .zero) { take(request) }
  }

  private mutating func take(_ request: Request) {
    guard request.method == "event", let event = EventEnvelope(.object(request.params)),
      event.chat == chat
    else { return }
    switch event.type {
    case .message: show(event.fields["message"].map { [$0] })
    case .owner: owner = event.fields["owner"]?.string ?? owner
    case .queue:
      guard let position = event.fields["position"]?.int else { return }
      let minutes = (event.fields["wait_s"]?.double).map { Int(($0 / 60).rounded(.up)) }
      let line = "place \(position) in the queue" + (minutes.map { ", about \($0) min" } ?? "")
      if line != queueLine { screen.note(line) }
      queueLine = line
    case .typing:
      if event.fields["on"]?.bool == true, event.fields["from"]?.string == "agent" {
        screen.note("… is typing")
      }
    case .escalation, .note, .closed, .presence: break
    }
  }

  /// What the result carried comes as events too: each message is shown once.
  private mutating func show(_ messages: JSONValue?) {
    for message in messages?.array?.compactMap(ChatMessage.init) ?? [] where message.seq > lastSeq {
      lastSeq = message.seq
      guard message.from != .customer else { continue }
      answerSeq = message.seq
      screen.show(
        from: message.from.rawValue, name: message.name, text: message.text,
        buttons: message.buttons.map { ($0.id, $0.text) })
    }
  }

  /// In a pipe the next line must not overtake the answer, and the last answer must be seen.
  ///
  /// The bot may first have to ask a backend; queue and agents answer when they like.
  private mutating func waitForAnswer() throws {
    let deadline = ContinuousClock.now + Self.answerTimeout
    while ContinuousClock.now < deadline {
      let isAnswered = answerSeq > saidSeq || owner != "bot"
      let patience = isAnswered ? Self.quietTime : Self.answerTimeout
      guard let request = try client.next(timeout: patience) else { return }
      take(request)
    }
  }

  // MARK: Why

  /// A second connection: `chat.why` is not for bridges.
  private func explain(_ seq: Int) throws {
    let admin = try SocketClient(path: client.path)
    try admin.hello(.admin, name: "parley-chat")
    let why = try admin.call("chat.why", ["chat": .string(chat), "seq": .integer(seq)])
    for line in WhyReport(why).lines { screen.note(line) }
  }

  private func call(_ method: String, _ params: [String: JSONValue]) throws -> JSONValue {
    do {
      return try client.call(method, params)
    } catch let error as ReportedError {
      throw OperatorError("\(method): \(error.message)")
    }
  }
}
