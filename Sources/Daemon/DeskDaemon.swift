import BotContent
import Dialogs
package import Foundation
package import Logging
import NIOCore
import NIOPosix
package import ServiceLifecycle
import Store
import UnixSignals

/// The daemon, put together: content, data file, turn loop, socket.
package struct DeskDaemon: Sendable {
  package static let version = "0.1.0"

  package struct Configuration: Sendable {
    package var bot: URL
    package var data: String
    package var socket: String
    /// The clock stands still until `clock.advance`: for tests.
    package var hasManualClock: Bool

    package init(bot: URL, data: String, socket: String, hasManualClock: Bool = false) {
      self.bot = bot
      self.data = data
      self.socket = socket
      self.hasManualClock = hasManualClock
    }
  }

  private let configuration: Configuration
  private let logger: Logger

  package init(_ configuration: Configuration, logger: Logger) {
    self.configuration = configuration
    self.logger = logger
  }

  /// Runs until SIGTERM or SIGINT: then answers what has come in, stores it, and returns.
  ///
  /// `companions` run in the same process while the socket is served, and end before it.
  /// Throws before anything is served where content, data file or socket do not allow it.
  package func run(beside companions: [any Service] = []) async throws {
    let files = try ContentDirectory.read(configuration.bot)
    let models = ModelCache(besides: configuration.data, logger: logger)
    let loaded = models.load(files)
    guard let bot = loaded.bot else {
      throw ContentRefused(
        text: FindingPrinter().text(loaded.report, sources: loaded.sources),
        folder: configuration.bot.relativePath)
    }
    for path in [configuration.data, configuration.socket] {
      try FileManager.default.createDirectory(
        at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    }
    let store = try ChatStore(path: configuration.data)
    let clock = try clock(store)
    let older = try keptRules(
      store, besides: files, version: bot.version, at: clock.now, models: models)
    models.keepOnly([bot.version] + older.keys)
    try await serve(
      store, BotLibrary(current: bot, older: older), clock, models, beside: companions)
    try store.close()
    logger.notice("stopped")
  }

  private func serve(
    _ store: ChatStore, _ library: BotLibrary, _ clock: DeskClock, _ models: ModelCache,
    beside companions: [any Service]
  ) async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let readers = NIOThreadPool(numberOfThreads: 2)
    readers.start()
    let loop = TurnLoop(store: store, library: library, clock: clock, logger: logger)
    let feed = try EventFeed(
      store: store, eventLoop: group.next(), readers: readers, logger: logger)
    let backends = BackendConnections(eventLoop: group.next())
    let reloader = ContentReloader(
      folder: configuration.bot, models: models, loop: loop, logger: logger)
    let server = LineServer(
      socketPath: configuration.socket, version: Self.version,
      desk: Desk(loop: loop, reloader: reloader, tokenHash: AgentToken.hash), feed: feed,
      backends: backends, readers: readers, logger: logger)
    let shelf = AnswerShelf(loop: loop, logger: logger)
    loop.start(
      TurnLoop.Outlets(
        eventLoop: group.next(), publish: { feed.publish($0) },
        send: { backends.send(shelf.take($0)) }))
    shelf.takeUpOpenCalls()
    logger.notice(
      "serving \(configuration.socket) from \(configuration.data)",
      metadata: ["content": "\(library.current.version.prefix(12))"])
    do {
      try await ServiceGroup(
        services: [server] + companions, gracefulShutdownSignals: [.sigterm, .sigint],
        logger: logger
      ).run()
    } catch {
      loop.stop()
      throw error
    }
    loop.stop()
    try await readers.shutdownGracefully()
    try await group.shutdownGracefully()
  }

  /// A manual clock goes on where the data file's last turn was, never backwards.
  private func clock(_ store: ChatStore) throws -> DeskClock {
    guard configuration.hasManualClock else { return DeskClock() }
    let newest = try store.read { try $0.newestTime() }
    return DeskClock(manual: max(Date(), newest ?? .distantPast))
  }

  /// The rules that dialogs in progress began with; and today's are kept from now on.
  private func keptRules(
    _ store: ChatStore, besides files: ContentFiles, version: String, at now: Date,
    models: ModelCache
  ) throws -> [String: Bot] {
    let kept = try store.write("rules") { transaction in
      try transaction.keepRules(version, files: files.encoded(), at: now)
      return try transaction.rulesInUse(besides: version)
    }
    var older: [String: Bot] = [:]
    for (version, data) in kept {
      guard let files = try? ContentFiles(decoding: data), let bot = models.load(files).bot
      else {
        logger.warning("the rules \(version.prefix(12)) can no longer be loaded; today's apply")
        continue
      }
      older[version] = bot
    }
    return older
  }
}

/// The rules of the shop have mistakes; nothing was started.
package struct ContentRefused: Error, CustomStringConvertible {
  package var text: String
  package var folder: String

  package var description: String {
    text + "\nThe rules in \(folder) have mistakes and were not loaded; correct them first."
  }
}
