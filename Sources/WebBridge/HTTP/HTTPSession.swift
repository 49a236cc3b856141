import LineProtocol
import Logging
import NIOCore
import NIOHTTP1

/// One HTTP connection: pages, health, and the way into a WebSocket.
///
/// Answers every request at once and in order, so that pipelined ones need no queue. Bodies are
/// not wanted and not kept. Lives on the channel's event loop.
final class HTTPSession: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let bridge: Bridge
  private var head: HTTPRequestHead?
  /// Of a request that nobody asked for a body.
  private var bodyBytes = 0
  /// The bytes are a WebSocket's from here on.
  private var isUpgraded = false
  private var timeout: Scheduled<Void>?
  /// Runs while the browser does not take its answers: nothing is read from it then.
  private var slowness: Scheduled<Void>?
  private var isReadWanted = false

  private static let longestBody = 65_536

  init(bridge: Bridge) { self.bridge = bridge }

  func handlerAdded(context: ChannelHandlerContext) {
    expect(context, within: bridge.limits.patience)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isUpgraded else { return context.fireChannelRead(data) }
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      bodyBytes = 0
      expect(context, within: bridge.limits.patience)
    case .body(let bytes):
      bodyBytes += bytes.readableBytes
      if bodyBytes > Self.longestBody { context.close(promise: nil) }
    case .end:
      guard let head else { return }
      self.head = nil
      expect(context, within: bridge.limits.keepAlive)
      take(head, context)
    }
  }

  func read(context: ChannelHandlerContext) {
    if context.channel.isWritable || isUpgraded { context.read() } else { isReadWanted = true }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if !context.channel.isWritable, !isUpgraded {
      slowness = context.eventLoop.assumeIsolated().scheduleTask(in: bridge.limits.slow) {
        context.close(promise: nil)
      }
    } else {
      slowness?.cancel()
      if isReadWanted {
        isReadWanted = false
        context.read()
      }
    }
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    timeout?.cancel()
    slowness?.cancel()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is HTTPParserError, !isUpgraded else { return context.close(promise: nil) }
    answer(.text(.badRequest, "This is no HTTP request.", closes: true), to: nil, context)
  }

  /// Closes the connection if nothing has come within that time.
  private func expect(_ context: ChannelHandlerContext, within patience: TimeAmount) {
    timeout?.cancel()
    timeout =
      context.eventLoop.assumeIsolated().scheduleTask(in: patience) {
        context.close(promise: nil)
      }
  }

  // MARK: Requests

  private func take(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let path = String(head.uri.prefix { $0 != "?" })
    switch WebSocketHandshake.look(at: head) {
    case .accept(let key):
      if let refusal = refusal(of: head, path, context) {
        answer(refusal, to: head, context)
      } else {
        upgrade(head, path, key: key, context)
      }
    case .refuse(let status):
      answer(
        .text(status, headers: [("sec-websocket-version", "13")], closes: true), to: head, context)
    case .none:
      var page = page(head, path)
      // NIO's decoder reads nothing after a request that asks for another protocol.
      page.closes = head.method == .CONNECT || head.headers.contains(name: "upgrade")
      answer(page, to: head, context)
    }
  }

  private func page(_ head: HTTPRequestHead, _ path: String) -> HTTPAnswer {
    guard head.method == .GET || head.method == .HEAD else {
      return .text(.methodNotAllowed, headers: [("allow", "GET, HEAD")])
    }
    if path == "/healthz" {
      let now = bridge.now
      return .status(
        now.isLinkUp ? .ok : .serviceUnavailable, now.json.jsonText + "\n",
        type: "application/json")
    }
    if path == "/metrics" {
      return .status(.ok, bridge.now.metrics, type: "text/plain; version=0.0.4; charset=utf-8")
    }
    if BrowserConnection.Kind(rawValue: path) != nil {
      return .text(
        .upgradeRequired, "This is the address of a WebSocket.",
        headers: [("upgrade", "websocket")])
    }
    guard let page = bridge.pages.page(at: path) else {
      return .text(.notFound, "There is nothing here.")
    }
    return .page(page, for: head)
  }

  private func answer(
    _ answer: HTTPAnswer, to head: HTTPRequestHead?, _ context: ChannelHandlerContext
  ) {
    let isLast = answer.closes || head?.isKeepAlive != true
    context.write(wrapOutboundOut(.head(answer.head(isLast: isLast))), promise: nil)
    if head?.method != .HEAD, answer.body.readableBytes > 0 {
      context.write(wrapOutboundOut(.body(.byteBuffer(answer.body))), promise: nil)
    }
    context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in
      if isLast { context.close(promise: nil) }
    }
  }

  // MARK: WebSockets

  private func address(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) -> String {
    ClientAddress.of(context.remoteAddress, head.headers, isBehindProxy: bridge.isBehindProxy)
  }

  /// Why there is no WebSocket for that request; nil if there is, and room is held for it then.
  private func refusal(
    of head: HTTPRequestHead, _ path: String, _ context: ChannelHandlerContext
  ) -> HTTPAnswer? {
    let origin = head.headers.first(name: "origin")
    let host = head.headers.first(name: "host")
    let isAllowed: Bool
    switch BrowserConnection.Kind(rawValue: path) {
    case .customer: isAllowed = bridge.origins.allowsCustomer(origin: origin, host: host)
    case .agent: isAllowed = bridge.origins.allowsAgent(origin: origin, host: host)
    case nil: return .text(.notFound, "There is no WebSocket here.", closes: true)
    }
    guard isAllowed else {
      bridge.refused(origin: origin)
      return .text(.forbidden, "Pages of this origin may not connect here.", closes: true)
    }
    let address = address(head, context)
    if let wait = bridge.addresses.take(.opening, of: address, at: .now()) {
      let seconds = (wait + 999) / 1_000
      return .text(.tooManyRequests, headers: [("retry-after", "\(seconds)")], closes: true)
    }
    guard bridge.addresses.admit(address) else {
      return .text(.tooManyRequests, headers: [("retry-after", "60")], closes: true)
    }
    return nil
  }

  private func upgrade(
    _ head: HTTPRequestHead, _ path: String, key: String, _ context: ChannelHandlerContext
  ) {
    guard let kind = BrowserConnection.Kind(rawValue: path) else { return }
    timeout?.cancel()
    slowness?.cancel()
    context.write(wrapOutboundOut(.head(WebSocketHandshake.acceptance(of: key))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    isUpgraded = true
    let connection = BrowserConnection(
      kind, bridge: bridge, address: address(head, context))
    let pipeline = context.pipeline.syncOperations
    do {
      // Before the first frame is written: the encoder would take it for an answer.
      pipeline.removeHandler(
        context: try pipeline.context(handlerType: HTTPResponseEncoder.self), promise: nil)
      try connection.install(on: pipeline)
      try leave(pipeline)
    } catch {
      bridge.logger.error("a WebSocket could not be set up", metadata: ["error": "\(error)"])
      context.close(promise: nil)
    }
  }

  /// Takes HTTP out of the pipeline; what the decoder has read too far goes to the WebSocket.
  private func leave(_ pipeline: ChannelPipeline.SynchronousOperations) throws {
    let decoder = try pipeline.context(
      handlerType: ByteToMessageHandler<HTTPRequestDecoder>.self)
    pipeline.removeHandler(context: decoder).assumeIsolated().whenComplete { _ in
      pipeline.removeHandler(self, promise: nil)
    }
  }
}
