import LineProtocol
import NIOCore
import NIOHTTP1
import NIOWebSocket

/// One WebSocket: text messages in and out, and whether the browser is still there.
///
/// What it guarantees: the session sees whole messages in order; what is written while the browser
/// does not read is bounded, because `isWritable` says when to stop; a browser that is silent or
/// takes nothing for too long is let go. Lives on the channel's event loop.
final class BrowserConnection: ChannelDuplexHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  /// What the WebSocket is for; the raw value is its path.
  enum Kind: String {
    case customer = "/ws/customer"
    case agent = "/ws/agent"
  }

  let bridge: Bridge
  let address: String
  private let kind: Kind
  private var session: (any BrowserSession)?
  private var context: ChannelHandlerContext?
  private var isFlushScheduled = false
  private var isReadWanted = false
  /// Messages that one read brought and a busy session has not been given: never more than that.
  private var waiting = CircularBuffer<[UInt8]>()
  private var isHandingOn = false
  private var isClosing = false
  private var heartbeat: Scheduled<Void>?
  /// Heartbeats that nothing was heard in answer to.
  private var silences = 0
  private var slowness: Scheduled<Void>?

  /// Takes over the place that the address holds in the book.
  init(_ kind: Kind, bridge: Bridge, address: String) {
    self.kind = kind
    self.bridge = bridge
    self.address = address
  }

  /// Puts the WebSocket's handlers at the end of the pipeline.
  func install(on pipeline: ChannelPipeline.SynchronousOperations) throws {
    let limits = bridge.limits
    try pipeline.addHandlers([
      WebSocketFrameEncoder(),
      ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: limits.frameBytes)),
      WebSocketFrameGuard(),
      WebSocketProtocolErrorHandler(),
      NIOWebSocketFrameAggregator(
        minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: limits.fragments,
        maxAccumulatedFrameSize: limits.frameBytes),
      self,
    ])
  }

  // MARK: What a session does

  var isWritable: Bool { context?.channel.isWritable ?? false }
  var eventLoop: any EventLoop { bridge.eventLoop }

  func send(_ text: [UInt8]) {
    guard let context, !isClosing else { return }
    let frame = WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(bytes: text))
    context.write(wrapOutboundOut(frame), promise: nil)
    scheduleFlush(context)
  }

  /// Says goodbye with that code and closes, however slowly the browser reads.
  func close(_ code: WebSocketErrorCode, _ reason: String = "") {
    guard let context, !isClosing else { return }
    isClosing = true
    var data = context.channel.allocator.buffer(capacity: 2 + reason.utf8.count)
    data.write(webSocketErrorCode: code)
    data.writeString(reason)
    let frame = WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
    context.writeAndFlush(wrapOutboundOut(frame)).assumeIsolated().whenComplete { _ in
      context.close(promise: nil)
    }
    context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(5)) {
      self.context?.close(promise: nil)
    }
  }

  /// The browser did what it must not.
  func refuse(_ reason: String) { close(.policyViolation, reason) }

  /// The browser may come again at once: "service restart" in IANA's registry.
  func sayRestart() { close(.unknown(1_012)) }

  /// Hands on what has come, and reads on, as long as the session is not busy.
  func readOn() {
    guard !isHandingOn, let context, let session else { return }
    isHandingOn = true
    while !session.isBusy, !isClosing, let text = waiting.popFirst() { session.receive(text) }
    isHandingOn = false
    guard isReadWanted, waiting.isEmpty, !session.isBusy else { return }
    isReadWanted = false
    context.read()
  }

  // MARK: The channel

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    switch kind {
    case .customer: session = CustomerSession(connection: self)
    case .agent: session = AgentSession(connection: self)
    }
    scheduleBeat(context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    self.context = nil
    heartbeat?.cancel()
    slowness?.cancel()
    bridge.addresses.leave(address)
    session?.end()
    session = nil
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var frame = unwrapInboundIn(data)
    silences = 0
    guard !isClosing else { return }
    switch frame.opcode {
    case .text:
      let bytes = frame.unmaskedData
      waiting.append(Array(bytes.readableBytesView))
      readOn()
    case .binary: close(.unacceptableData, "text frames only")
    case .ping:
      let pong = WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData)
      context.writeAndFlush(wrapOutboundOut(pong), promise: nil)
    case .connectionClose:
      var data = frame.unmaskedData
      close(data.readWebSocketErrorCode() ?? .normalClosure)
    default: break
    }
    frame.data.clear()
  }

  func read(context: ChannelHandlerContext) {
    if session?.isBusy == true || !waiting.isEmpty {
      isReadWanted = true
    } else {
      context.read()
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable {
      slowness?.cancel()
      slowness = nil
      session?.resume()
    } else {
      slowness = context.eventLoop.assumeIsolated().scheduleTask(in: bridge.limits.slow) {
        self.close(.goingAway, "too slow")
      }
    }
    context.fireChannelWritabilityChanged()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch error {
    case let violation as WebSocketFrameGuard.Violation: close(violation.code)
    case NIOWebSocketFrameAggregator.Error.accumulatedFrameSizeIsTooLarge:
      close(.messageTooLarge)
    case is NIOWebSocketFrameAggregator.Error: close(.protocolError)
    // The protocol's own handler says goodbye for these.
    case is NIOWebSocketError: break
    default: context.close(promise: nil)
    }
  }

  private func scheduleBeat(_ context: ChannelHandlerContext) {
    heartbeat = context.eventLoop.assumeIsolated().scheduleTask(in: bridge.limits.heartbeat) {
      self.beat()
    }
  }

  /// Asks whether the browser is still there, until it has been silent twice.
  private func beat() {
    silences += 1
    guard silences <= 2 else {
      context?.close(promise: nil)
      return
    }
    guard let context, !isClosing else { return }
    scheduleBeat(context)
    guard isWritable else { return }
    let ping = WebSocketFrame(fin: true, opcode: .ping, data: ByteBuffer())
    context.writeAndFlush(wrapOutboundOut(ping), promise: nil)
  }

  /// Once for all that one turn of the event loop writes.
  private func scheduleFlush(_ context: ChannelHandlerContext) {
    guard !isFlushScheduled else { return }
    isFlushScheduled = true
    context.eventLoop.assumeIsolated().execute {
      self.isFlushScheduled = false
      self.context?.flush()
    }
  }
}
