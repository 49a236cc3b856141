import LineProtocol
import NIOCore
import NIOPosix

/// A connection to the daemon whose lines are passed on as they are.
///
/// Reads only as fast as its lines are taken. Lives on the event loop.
final class DaemonRelay: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private static let lineLimit = 32 * 1_024 * 1_024

  /// False: nothing more is wanted until `readOn`.
  private let onLine: ([UInt8]) -> Bool
  private let onLost: () -> Void
  private var lines = LineBuffer(limit: lineLimit)
  private var context: ChannelHandlerContext?
  private var isHeld = false
  private var isReadWanted = false

  private init(onLine: @escaping ([UInt8]) -> Bool, onLost: @escaping () -> Void) {
    self.onLine = onLine
    self.onLost = onLost
  }

  /// Gives the relay once it is connected; nil where no daemon answers.
  static func connect(
    _ bridge: Bridge, onLine: @escaping ([UInt8]) -> Bool, onLost: @escaping () -> Void,
    then: @escaping (DaemonRelay?) -> Void
  ) {
    let relay = NIOLoopBound(
      DaemonRelay(onLine: onLine, onLost: onLost), eventLoop: bridge.eventLoop)
    ClientBootstrap(group: bridge.eventLoop)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(relay.value)
        }
      }
      .connect(unixDomainSocketPath: bridge.socketPath)
      .assumeIsolated().whenComplete { result in
        if case .success = result { then(relay.value) } else { then(nil) }
      }
  }

  func send(_ line: [UInt8]) {
    context?.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: line)), promise: nil)
  }

  func close() { context?.close(promise: nil) }

  /// Passes on what is there, and reads again.
  func readOn() {
    isHeld = false
    pass()
    guard !isHeld, isReadWanted, let context else { return }
    isReadWanted = false
    context.read()
  }

  private func pass() {
    while !isHeld, case .line(let line)? = lines.next() {
      if !onLine(line) { isHeld = true }
    }
  }

  // MARK: The channel

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    lines.append(unwrapInboundIn(data).readableBytesView)
    pass()
  }

  func read(context: ChannelHandlerContext) {
    if isHeld { isReadWanted = true } else { context.read() }
  }

  func channelInactive(context: ChannelHandlerContext) {
    self.context = nil
    onLost()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
