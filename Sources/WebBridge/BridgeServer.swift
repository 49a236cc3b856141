import LineProtocol
package import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle

/// The bridge, put together: browsers on one side, the daemon's socket on the other.
///
/// Serves until a graceful shutdown. The daemon may come and go meanwhile.
package struct BridgeServer: Service {
  package struct Configuration: Sendable {
    /// The daemon's socket.
    package var socket: String
    /// Where to listen; port 0: any that is free.
    package var host: String
    package var port: Int
    /// Where browsers find the bridge, if that is elsewhere: `https://chat.example.com`.
    package var publicURL: String?
    /// Origins of the pages that embed the widget.
    package var embeddingOrigins: [String] = []
    /// Whether the address of a browser is what a proxy says in `X-Forwarded-For`.
    package var isBehindProxy = false
    /// A folder to serve the pages from instead of those in the program.
    package var pages: String?
    package var limits = BridgeLimits()

    package init(socket: String, host: String, port: Int) {
      self.socket = socket
      self.host = host
      self.port = port
    }
  }

  private let configuration: Configuration
  private let logger: Logger
  private let onListening: @Sendable (_ url: String) -> Void

  /// `onListening` is told once where browsers find the bridge.
  package init(
    _ configuration: Configuration, logger: Logger,
    onListening: @escaping @Sendable (_ url: String) -> Void = { _ in }
  ) {
    self.configuration = configuration
    self.logger = logger
    self.onListening = onListening
  }

  /// Whether the text is an origin: scheme, host and perhaps a port.
  package static func isOrigin(_ text: String) -> Bool { OriginPolicy.origin(text) != nil }

  /// Throws a `BridgeError` where the address cannot be had.
  package func run() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
      try await serve(on: group.next())
      try await group.shutdownGracefully()
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
  }

  private func serve(on eventLoop: any EventLoop) async throws {
    let bridge = try await eventLoop.submit {
      NIOLoopBound(
        Bridge(configuration: configuration, eventLoop: eventLoop, logger: logger),
        eventLoop: eventLoop)
    }.get()
    let listener = try await listen(for: bridge, on: eventLoop)
    let port = listener.localAddress?.port ?? configuration.port
    try await eventLoop.submit {
      bridge.value.origins = OriginPolicy(
        host: configuration.host, port: port, publicURL: configuration.publicURL,
        embedding: configuration.embeddingOrigins)
      bridge.value.start()
    }.get()
    let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
    logger.notice("listening", metadata: ["address": "\(host):\(port)"])
    onListening(configuration.publicURL ?? "http://\(host):\(port)")
    try? await gracefulShutdown()
    try? await listener.close()
    try await eventLoop.submit { bridge.value.link.stop() }.get()
  }

  private func listen(
    for bridge: NIOLoopBound<Bridge>, on eventLoop: any EventLoop
  ) async throws -> any Channel {
    let limits = configuration.limits
    do {
      return try await ServerBootstrap(group: eventLoop)
        .serverChannelOption(.backlog, value: 512)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        .childChannelOption(.writeBufferWaterMark, value: limits.writeMark)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try Self.prepare(channel, for: bridge.value)
          }
        }
        .bind(host: configuration.host, port: configuration.port).get()
    } catch {
      throw BridgeError(
        "cannot listen on \(configuration.host):\(configuration.port): \(error). "
          + "Is another program there? Choose another port.")
    }
  }

  private static func prepare(_ channel: any Channel, for bridge: Bridge) throws {
    guard bridge.admit() else { throw BridgeError("too many connections") }
    channel.closeFuture.assumeIsolated().whenComplete { _ in bridge.leave() }
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = bridge.limits.headerBytes
    limits.maxHeaderListSize = bridge.limits.headerBytes
    limits.maxHeaderFieldCount = bridge.limits.headerFields
    let decoder = HTTPRequestDecoder(
      leftOverBytesStrategy: .forwardBytes, limitConfiguration: limits)
    try channel.pipeline.syncOperations.addHandlers([
      ByteToMessageHandler(decoder), HTTPResponseEncoder(), HTTPSession(bridge: bridge),
    ])
  }
}

/// Why the bridge cannot serve, and the next step.
package struct BridgeError: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}
