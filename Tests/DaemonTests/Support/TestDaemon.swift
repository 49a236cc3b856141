import BotContent
import Dialogs
import Foundation
import LineProtocol
import Logging
import NIOCore
import NIOPosix
import Store

@testable import Daemon

/// A whole daemon in this process: its own data file, a real socket, a clock that stands still.
final class TestDaemon: Sendable {
  static let start = Date(timeIntervalSince1970: 1_800_000_000)
  /// Trained once for all tests.
  private static let bot = Result { try TestBot.load() }

  let directory: TemporaryDirectory
  let loop: TurnLoop
  let server: LineServer
  private let group: MultiThreadedEventLoopGroup
  private let readers: NIOThreadPool

  var socket: String { directory.path("s") }

  init(
    in directory: TemporaryDirectory? = nil, limits: ConnectionLimits = ConnectionLimits()
  ) async throws {
    self.directory = try directory ?? TemporaryDirectory()
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let store = try ChatStore(path: self.directory.path("data.sqlite"))
    loop = TurnLoop(
      store: store, library: BotLibrary(current: try Self.bot.get()),
      clock: DeskClock(manual: Self.start), logger: logger)
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    readers = NIOThreadPool(numberOfThreads: 2)
    readers.start()
    let eventLoop = group.next()
    let feed = try EventFeed(
      store: store, eventLoop: eventLoop, readers: readers,
      slowConsumerEvents: limits.slowConsumerEvents, logger: logger)
    let backends = BackendConnections(eventLoop: eventLoop, limit: limits.backendCalls)
    let content = self.directory.url.appending(path: "bot")
    let reloader = ContentReloader(
      folder: content,
      models: ModelCache(besides: self.directory.path("data.sqlite"), logger: logger), loop: loop,
      logger: logger)
    server = LineServer(
      socketPath: self.directory.path("s"), version: "0.1.0",
      desk: Desk(loop: loop, reloader: reloader, tokenHash: { "hash of \($0)" }), feed: feed,
      backends: backends, readers: readers, limits: limits, logger: logger)
    try TestBot.files.write(to: content)
    try await server.start()
    loop.start(
      TurnLoop.Outlets(
        eventLoop: eventLoop, publish: { feed.publish($0) }, send: { backends.send($0) }))
  }

  func client() throws -> TestClient { try TestClient(socket) }

  func client(_ role: Role, name: String? = nil) throws -> TestClient {
    let client = try client()
    try client.hello(role, name: name)
    return client
  }

  func stop() async {
    await server.stop()
    loop.stop()
    try? loop.store.close()
    try? await readers.shutdownGracefully()
    try? await group.shutdownGracefully()
  }
}

extension ContentFiles {
  func write(to folder: URL) throws {
    for (path, data) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: file)
    }
  }
}

/// Runs `body` against a daemon of its own, and stops it whatever happens.
func withDaemon(
  in directory: TemporaryDirectory? = nil, limits: ConnectionLimits = ConnectionLimits(),
  _ body: (TestDaemon) async throws -> Void
) async throws {
  let daemon = try await TestDaemon(in: directory, limits: limits)
  do {
    try await body(daemon)
  } catch {
    await daemon.stop()
    throw error
  }
  await daemon.stop()
}
