import LineProtocol
import NIOCore

/// One customer's browser tab.
///
///     silent ──open──▶ opening ──answered──▶ open
///
/// What it guarantees: after `opened` the browser gets every message of the chat once, in the order
/// of seq, whether it is pushed as it happens or read from the chat because the browser was slow or
/// the daemon away. Lives on the event loop.
final class CustomerSession: BrowserSession {
  private enum Stage {
    /// Has not said which chat it wants.
    case silent
    /// Waits for the daemon.
    case opening
    case open
    case ended
  }

  let connection: BrowserConnection
  private var stage = Stage.silent
  private var wish: CustomerFrame.Open?
  private(set) var chat: String?
  private var follower = ChatFollower(at: 0)
  private var inFlight = 0
  /// Whether the browser waits for messages of long ago: they are many bytes.
  private var isReadingHistory = false
  private var frames: RateLimit
  private var patience: Scheduled<Void>?

  init(connection: BrowserConnection) {
    self.connection = connection
    frames = connection.bridge.limits.framesOfConnection
    bridge.customers.add(self)
    if !bridge.link.isUp { send(.link(isUp: false)) }
    patience = connection.eventLoop.assumeIsolated().scheduleTask(in: bridge.limits.patience) {
      if case .silent = self.stage { self.leave("BAD_FRAME") }
    }
  }

  private var bridge: Bridge { connection.bridge }

  var isBusy: Bool {
    inFlight >= bridge.limits.inFlight || isReadingHistory || !connection.isWritable
  }

  func end() {
    stage = .ended
    patience?.cancel()
    bridge.customers.remove(self, from: chat)
  }

  private func send(_ reply: CustomerReply) { connection.send(reply.text) }

  private func leave(_ name: String, retryMilliseconds: Int? = nil) {
    send(.bye(name: name, retryMilliseconds: retryMilliseconds))
    connection.refuse(name)
  }

  // MARK: Frames

  func receive(_ text: [UInt8]) {
    guard let frame = CustomerFrame(text) else { return leave("BAD_FRAME") }
    switch (frame, stage) {
    case (_, .ended): break
    case (.ping, _):
      if isWithinLimit() { send(.pong) }
    case (.open(let open), _): begin(open)
    case (_, .silent): leave("BAD_FRAME")
    case (.say(let id, let text, let more), _):
      var params: [String: JSONValue] = ["text": .string(text)]
      if more {
        params["more"] = true
        params["window_ms"] = .integer(Bridge.turnWindowMilliseconds)
      }
      submit(.chatSay, id, params)
    case (.press(let id, let button), _): submit(.chatPress, id, ["button": .string(button)])
    case (.typing(let on), _): tell(.chatTyping, ["on": .bool(on)])
    case (.seen(let seq), _): tell(.chatSeen, ["seq": .integer(seq)])
    case (.history(let after, let limit), _): history(after: after, limit: limit)
    }
  }

  private func isWithinLimit() -> Bool {
    guard let wait = frames.take(at: .now()) else { return true }
    leave("RATE_LIMITED", retryMilliseconds: wait)
    return false
  }

  // MARK: Opening

  private func begin(_ open: CustomerFrame.Open) {
    guard let key = ChatKey(open.key), chat == nil || chat == key.chat, isWithinLimit() else {
      return leave("BAD_FRAME")
    }
    if case .opening = stage { return }
    patience?.cancel()
    chat = key.chat
    wish = open
    stage = .opening
    ask()
  }

  private func ask() {
    guard let chat, let wish else { return }
    var params: [String: JSONValue] = ["chat": .string(chat)]
    if let language = wish.language { params["language"] = .string(language) }
    if let page = wish.page {
      params["page"] = .string(String(String.UnicodeScalarView(page.unicodeScalars.prefix(2_048))))
    }
    bridge.link.call(.chatOpen, params) { answer in
      guard case .opening = self.stage else { return }
      switch answer {
      case .success(let result): self.opened(result)
      case .failure(let error as ReportedError):
        guard let wait = error.retryMilliseconds else {
          return self.leave(error.name ?? "REFUSED")
        }
        self.connection.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(Int64(wait))) {
          if case .opening = self.stage { self.ask() }
        }
      // The link tells when the daemon is back.
      case .failure: break
      }
    }
  }

  private func opened(_ result: JSONValue) {
    guard let chat, let wish, let owner = result["owner"]?.string.flatMap(ChatOwner.init) else {
      return leave("INTERNAL")
    }
    guard bridge.customers.join(self, chat) else { return leave("TOO_MANY") }
    let messages = result["messages"]?.array?.compactMap(ChatMessage.init) ?? []
    let last = messages.last?.seq ?? 0
    // A browser that has more than there is looks at a chat of before the data file was replaced.
    let after = wish.after <= last ? wish.after : 0
    stage = .open
    follower = ChatFollower(at: last)
    send(
      .opened(
        CustomerReply.Opened(
          owner: owner, language: result["language"]?.string ?? "",
          messages: messages.filter { $0.seq > after }, last: last, queue: result["queue"],
          maxText: bridge.link.maxText)))
  }

  // MARK: What the customer does

  /// Hands on what is kept.
  ///
  /// While the daemon is away nothing is answered: the browser sends it
  /// again when it is back, with the same id.
  private func submit(_ method: MethodName, _ id: String, _ params: [String: JSONValue]) {
    guard let chat else { return }
    let now = NIODeadline.now()
    let wait =
      bridge.customers.takeMessage(of: chat, at: now)
      ?? bridge.addresses.take(.message, of: connection.address, at: now)
    if let wait {
      bridge.count(\.refusedMessages)
      return send(.refused(id: id, name: "RATE_LIMITED", retryMilliseconds: wait))
    }
    bridge.count(\.messages)
    var params = params
    params["chat"] = .string(chat)
    params["message_id"] = .string(id)
    call(method, params) { answer in
      switch answer {
      case .success(let result):
        self.send(.said(id: id, seq: result["seq"]?.int ?? 0))
      case .failure(let error as ReportedError)
      where error.code == ProtocolError.Code.noSuchChat.rawValue:
        self.send(.link(isUp: true, reopen: true))
      case .failure(let error as ReportedError):
        self.send(
          .refused(
            id: id, name: error.name ?? "REFUSED", retryMilliseconds: error.retryMilliseconds))
      case .failure: break
      }
    }
  }

  private func tell(_ method: MethodName, _ params: [String: JSONValue]) {
    guard let chat, isWithinLimit() else { return }
    call(method, params.merging(["chat": .string(chat)]) { _, new in new }) { _ in }
  }

  private func history(after: Int, limit: Int) {
    guard let chat, isWithinLimit() else { return }
    let params: [String: JSONValue] = [
      "chat": .string(chat), "after": .integer(after), "limit": .integer(limit),
    ]
    isReadingHistory = true
    call(.chatHistory, params) { answer in
      self.isReadingHistory = false
      guard case .success(let result) = answer else { return }
      self.send(
        .history(
          result["messages"]?.array?.compactMap(ChatMessage.init) ?? [],
          last: result["last"]?.int ?? 0))
    }
  }

  private func call(
    _ method: MethodName, _ params: [String: JSONValue],
    then: @escaping (DaemonConnection.Answer) -> Void
  ) {
    inFlight += 1
    bridge.link.call(method, params) { answer in
      self.inFlight -= 1
      if case .ended = self.stage { return }
      then(answer)
      self.connection.readOn()
    }
  }

  // MARK: What happens in the chat

  func take(_ change: DaemonLink.Change) {
    switch change {
    case .down: send(.link(isUp: false))
    case .up(let isContinuous):
      send(.link(isUp: true))
      if case .open = stage {
        guard isContinuous else {
          wish?.after = follower.position
          stage = .opening
          return ask()
        }
        catchUp()
      } else if case .opening = stage {
        ask()
      }
    }
  }

  func take(_ event: EventEnvelope) {
    guard case .open = stage else { return }
    let takes = connection.isWritable
    switch event.type {
    case .message:
      guard let message = event.fields["message"].flatMap(ChatMessage.init) else { return }
      send(follower.hear(message, takes: takes))
    case .owner:
      guard let owner = event.fields["owner"]?.string.flatMap(ChatOwner.init) else { return }
      send(follower.hear(.owner(owner), takes: takes))
    case .queue: send(follower.hear(.queue(event.fields), takes: takes))
    case .typing:
      guard takes, !follower.isBehind, let on = event.fields["on"]?.bool else { return }
      send(.typing(on: on, name: event.fields["name"]?.string))
    default: break
    }
    catchUp()
  }

  func resume() {
    catchUp()
    connection.readOn()
  }

  private func send(_ replies: [CustomerReply]) {
    for reply in replies { send(reply) }
  }

  /// Reads from the chat what was passed over, as fast as the browser takes it.
  private func catchUp() {
    guard let chat, case .open = stage, follower.wantsPage(takes: connection.isWritable) else {
      return
    }
    let params: [String: JSONValue] = [
      "chat": .string(chat), "after": .integer(follower.position), "limit": 50,
    ]
    bridge.link.call(.chatHistory, params) { answer in
      guard case .open = self.stage else { return }
      switch answer {
      case .success(let page):
        let messages = page["messages"]?.array?.compactMap(ChatMessage.init) ?? []
        self.send(self.follower.read(messages, last: page["last"]?.int ?? 0))
        self.catchUp()
      case .failure(is ReportedError):
        self.follower.readNothing()
        self.connection.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { self.catchUp() }
      // The link tells when the daemon is back.
      case .failure: self.follower.readNothing()
      }
    }
  }
}

extension ReportedError {
  /// How long to wait before trying again; nil where that would not help.
  var retryMilliseconds: Int? {
    if let wait = data?["retry_ms"]?.int { return wait }
    let helps: [ProtocolError.Code] = [.rateLimited, .overloaded, .readOnly, .internal]
    return helps.contains { $0.rawValue == code } ? 1_000 : nil
  }
}
