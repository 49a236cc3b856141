import LineProtocol
import NIOCore

/// One connection to the daemon's socket: requests out, answers and events in.
///
/// Answers find their request by id. When the connection is lost, every request that was not
/// answered fails with `DaemonGone`; what became of it is not known then, and whoever asked sends
/// it again with the same message id. Lives on the channel's event loop.
final class DaemonConnection: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  typealias Answer = Result<JSONValue, any Error>

  /// Histories are longer than requests: at most 500 messages of 4,000 characters, escaped.
  private static let lineLimit = 32 * 1_024 * 1_024

  /// Takes what the daemon sends of itself: events.
  private let onNotification: (Request) -> Void
  private let onLost: () -> Void
  private var lines = LineBuffer(limit: lineLimit)
  private var waiting: [Int: (Answer) -> Void] = [:]
  private var lastID = 0
  /// Bytes of a line that the daemon takes.
  var maxLine = ProtocolLimits().maxLine
  private var context: ChannelHandlerContext?
  private var isFlushScheduled = false

  init(onNotification: @escaping (Request) -> Void, onLost: @escaping () -> Void) {
    self.onNotification = onNotification
    self.onLost = onLost
  }

  /// Sends a request; `then` is called once, with the result, a `ReportedError` or `DaemonGone`.
  ///
  /// A line that is longer than the daemon takes is answered here: the daemon could not say which
  /// request it was.
  func call(
    _ method: MethodName, _ params: [String: JSONValue] = [:],
    then: @escaping (Answer) -> Void = { _ in }
  ) {
    guard let context else { return then(.failure(DaemonGone())) }
    let request = Request(id: .number(lastID + 1), method: method.rawValue, params: params)
    let line = request.line
    guard line.count <= maxLine else {
      return then(.failure(ReportedError(RefusedLine.tooLong(limit: maxLine).error)))
    }
    lastID += 1
    waiting[lastID] = then
    context.write(wrapOutboundOut(ByteBuffer(bytes: line)), promise: nil)
    scheduleFlush(context)
  }

  func close() { context?.close(promise: nil) }

  // MARK: The channel

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
  }

  func channelInactive(context: ChannelHandlerContext) {
    self.context = nil
    let unanswered = waiting
    waiting = [:]
    for (_, then) in unanswered.sorted(by: { $0.key < $1.key }) { then(.failure(DaemonGone())) }
    onLost()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    lines.append(unwrapInboundIn(data).readableBytesView)
    while let line = lines.next() {
      // A line that we cannot read leaves us without what it told: begin anew, from the cursor.
      guard case .line(let bytes) = line, let incoming = try? Incoming(line: bytes) else {
        return context.close(promise: nil)
      }
      take(incoming)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func take(_ incoming: Incoming) {
    switch incoming {
    case .request(let request): onNotification(request)
    case .response(let response):
      guard case .number(let id) = response.id, let then = waiting.removeValue(forKey: id) else {
        return
      }
      then(response.outcome.mapError { $0 })
    }
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

/// The daemon went away before it answered.
struct DaemonGone: Error {}
