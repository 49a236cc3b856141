import LineProtocol
import NIOCore

/// One client: bytes in, answers and events out.
///
///     bytes ─▶ LineBuffer ─▶ Incoming ─▶ MethodTable ─▶ RequestRouter ─▶ turn loop or store
///                                                                              │
///     bytes ◀──────────── answers in the order of requests ◀── ReplyQueue ◀────┘
///
/// What it guarantees: the n-th answer is to the n-th request; an event never overtakes the answer
/// that carries the same; no line, however broken, costs more than an error; memory is bounded,
/// because a client that does not take its answers is not read.
///
/// Lives on the channel's event loop.
final class ClientConnection: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  struct Reply {
    /// Nil where nobody asked: a notification.
    var line: [UInt8]?
    /// What begins once the answer was written.
    var then: (() -> Void)?
  }

  let server: LineServer
  let peer: PeerCredentials
  /// Nil before `hello`.
  var client: Client?
  /// Nil where no token was given.
  var pass: TokenPass?

  var context: ChannelHandlerContext?
  private var lines: LineBuffer
  private var http = HTTPGuard()
  var replies = ReplyQueue<Reply>()
  /// A request that waits until all before it are answered.
  var lonely: (() -> Void)?
  /// Whether it is there or under way: nothing after it is read.
  var isAlone = false
  /// Whether the token is being looked at: nothing more is read, so that requests keep their order.
  var isVerifying = false

  private var isReadingLines = false
  private var isReadWanted = false
  private var isFlushScheduled = false
  /// The client sends nothing more; what it asked for is answered.
  private var isInputClosed = false
  private var isStopping = false
  var isTurnedAway = false

  init(server: LineServer, peer: PeerCredentials) {
    self.server = server
    self.peer = peer
    lines = LineBuffer(limit: server.limits.lines.maxLine)
  }

  // MARK: What the feed and the backends see

  var isWritable: Bool { context?.channel.isWritable ?? false }

  /// Whether an event may be written now: there is room, and no answer waits that must come first.
  var takesEvents: Bool { isWritable && replies.filled == 0 }

  /// Writes lines that are no answers.
  func push(_ lines: ByteBuffer) {
    guard let context else { return }
    context.write(wrapOutboundOut(lines), promise: nil)
    scheduleFlush(context)
  }

  // MARK: The channel

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
  }

  func channelActive(context: ChannelHandlerContext) {
    if !server.admit(self) { turnAway(context) }
    context.fireChannelActive()
  }

  /// Says why and leaves the client a moment to read it: what it has sent before would otherwise
  /// make the kernel throw the explanation away.
  private func turnAway(_ context: ChannelHandlerContext) {
    isTurnedAway = true
    let refusal = ProtocolError(
      .overloaded, "Too many connections. Close some, or try again later.",
      retryMilliseconds: 1_000)
    push(ByteBuffer(bytes: Response(id: .null, error: refusal).line))
    context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) {
      self.context?.close(promise: nil)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    self.context = nil
    lonely = nil
    server.lost(self)
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = unwrapInboundIn(data)
    http.look(at: bytes.readableBytesView)
    switch http.verdict {
    case .open: lines.append(bytes.readableBytesView)
    case .http: context.close(promise: nil)
    case .clear:
      lines.append(bytes.readableBytesView)
      readLines()
    }
  }

  func read(context: ChannelHandlerContext) {
    if takesRequests { context.read() } else { isReadWanted = true }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable {
      server.feed.resume(self)
      readLines()
    }
    context.fireChannelWritabilityChanged()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if let event = event as? ChannelEvent, event == .inputClosed {
      isInputClosed = true
      readLines()
    }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A client that is gone is no news; its channel says so itself.
    context.close(promise: nil)
  }

  // MARK: Lines

  private var takesRequests: Bool {
    isWritable && !isStopping && !isTurnedAway && !isAlone && !isVerifying
      && replies.count < server.limits.inFlight
  }

  /// Reads what is there, as far as the client takes answers, and closes after the last.
  func readLines() {
    guard !isReadingLines else { return }
    isReadingLines = true
    while takesRequests, let line = lines.next() { take(line) }
    isReadingLines = false
    guard let context else { return }
    if replies.isEmpty && (isStopping || isInputClosed && takesRequests) {
      closeWhenSent(context)
    } else if isReadWanted && takesRequests {
      isReadWanted = false
      context.read()
    }
  }

  private func take(_ line: LineBuffer.Line) {
    switch line {
    case .tooLong: refuse(.tooLong(limit: lines.limit))
    case .line(let bytes):
      do throws(RefusedLine) {
        switch try Incoming(line: bytes) {
        case .request(let request): take(request)
        case .response(let response): server.backends.take(response, from: self)
        }
      } catch {
        refuse(error)
      }
    }
  }

  private func refuse(_ line: RefusedLine) {
    replies.fill(replies.reserve(), with: Reply(line: line.response.line))
    writeReplies()
  }

  // MARK: Answers

  /// Answers the request of that ticket; `id` nil: nobody waits for it.
  func answer(
    _ ticket: Int, _ id: Request.ID?, _ answer: Desk.Answer, then: (() -> Void)? = nil
  ) {
    guard context != nil else { return }
    let line = id.map { Response(id: $0, outcome: answer.mapError(ReportedError.init)).line }
    replies.fill(ticket, with: Reply(line: line, then: then))
    writeReplies()
  }

  private func writeReplies() {
    guard let context else { return }
    let hadHeld = replies.filled > 1
    while let reply = replies.next() {
      if let line = reply.line {
        context.write(wrapOutboundOut(ByteBuffer(bytes: line)), promise: nil)
      }
      reply.then?()
    }
    scheduleFlush(context)
    if replies.count == 1, let step = lonely {
      lonely = nil
      step()
    }
    if hadHeld && takesEvents { server.feed.resume(self) }
    readLines()
  }

  /// Once for all that one turn of the event loop writes: a system call each would cost more than
  /// the rest of the way.
  private func scheduleFlush(_ context: ChannelHandlerContext) {
    guard !isFlushScheduled else { return }
    isFlushScheduled = true
    context.eventLoop.assumeIsolated().execute {
      self.isFlushScheduled = false
      self.context?.flush()
    }
  }

  // MARK: The end

  /// Reads nothing more, answers what was asked, and closes.
  func stop() {
    isStopping = true
    readLines()
  }

  /// Closes at once, whatever is under way.
  func abandon() { context?.close(promise: nil) }

  func closeWhenSent(_ context: ChannelHandlerContext) {
    let nothing = context.channel.allocator.buffer(capacity: 0)
    context.writeAndFlush(wrapOutboundOut(nothing)).assumeIsolated().whenComplete { _ in
      self.context?.close(promise: nil)
    }
  }
}
