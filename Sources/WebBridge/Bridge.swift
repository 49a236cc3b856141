import LineProtocol
import Logging
import NIOCore

/// What all connections of one bridge share.
///
/// Lives on one event loop.
final class Bridge {
  /// How long the bot waits for the rest of a thought that a customer types in several messages.
  static let turnWindowMilliseconds = 1_000

  let eventLoop: any EventLoop
  let socketPath: String
  let limits: BridgeLimits
  let pages: PageCatalog
  let isBehindProxy: Bool
  let link: DaemonLink
  let customers: CustomerHub
  let addresses: AddressBook
  let logger: Logger
  /// Set once it is known where the bridge listens.
  var origins: OriginPolicy

  private var figures = BridgeFigures()
  private var refusedOrigins: Set<String> = []

  init(
    configuration: BridgeServer.Configuration, eventLoop: any EventLoop, logger: Logger
  ) {
    self.eventLoop = eventLoop
    self.logger = logger
    socketPath = configuration.socket
    limits = configuration.limits
    pages = PageCatalog(folder: configuration.pages)
    isBehindProxy = configuration.isBehindProxy
    link = DaemonLink(socketPath: configuration.socket, eventLoop: eventLoop, logger: logger)
    customers = CustomerHub(limits: configuration.limits)
    addresses = AddressBook(limits: configuration.limits)
    origins = OriginPolicy(
      host: configuration.host, port: configuration.port, publicURL: configuration.publicURL,
      embedding: configuration.embeddingOrigins)
  }

  func start() {
    link.onEvent = { [customers] in customers.take($0) }
    link.onChange = { [customers] in customers.take($0) }
    link.start()
    scheduleTidying()
  }

  private func scheduleTidying() {
    eventLoop.assumeIsolated().scheduleTask(in: .seconds(60)) {
      self.addresses.tidy(at: .now())
      self.customers.tidy(at: .now())
      self.scheduleTidying()
    }
  }

  // MARK: Connections

  /// False if there is no room for one more.
  func admit() -> Bool {
    guard figures.connections < limits.connections else { return false }
    figures.connections += 1
    return true
  }

  func leave() { figures.connections -= 1 }

  /// Says once for each origin what an operator would have to do to let it in.
  func refused(origin: String?) {
    guard refusedOrigins.count < 100, refusedOrigins.insert(origin ?? "").inserted else { return }
    logger.warning(
      "a page may not connect; if it is the shop's, allow it with --origin",
      metadata: ["origin": "\(origin ?? "none")"])
  }

  // MARK: What is going on

  func count(_ figure: WritableKeyPath<BridgeFigures, Int>, by step: Int = 1) {
    figures[keyPath: figure] += step
  }

  /// As it is now.
  var now: BridgeFigures {
    var figures = figures
    figures.isLinkUp = link.isUp
    figures.customers = customers.count
    figures.chats = customers.chatCount
    return figures
  }
}
