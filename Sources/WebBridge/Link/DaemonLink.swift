import LineProtocol
import Logging
import NIOCore
import NIOPosix

/// The one connection that speaks for all customers, kept up for as long as the bridge runs.
///
///     connecting ──▶ hello ──▶ subscribed from the last cursor ──▶ up ──lost──▶ connecting …
///
/// What it guarantees while the data file stays the same: every event reaches `onEvent` once, in
/// the order of cursors, whatever becomes of the daemon in between. Lives on one event loop.
final class DaemonLink {
  enum Change: Equatable {
    case down
    /// `isContinuous`: nothing was missed. Otherwise the stream of events began anew, and what
    /// happened in between has to be read from the chats.
    case up(isContinuous: Bool)
  }

  /// What the daemon told when the link last came up.
  private(set) var maxText = ProtocolLimits().maxText
  private(set) var isUp = false
  /// Takes what happened, once the link is up.
  var onEvent: (EventEnvelope) -> Void = { _ in }
  var onChange: (Change) -> Void = { _ in }

  private let socketPath: String
  private let eventLoop: any EventLoop
  private let logger: Logger
  private var connection: DaemonConnection?
  /// The last event that was passed on; nil before the first subscription.
  private var cursor: Int?
  private var backoff = Backoff()
  /// Whether events may have passed by that nobody told us.
  private var hasGap = true
  private var isStopped = false
  private var hasComplained = false

  init(socketPath: String, eventLoop: any EventLoop, logger: Logger) {
    self.socketPath = socketPath
    self.eventLoop = eventLoop
    self.logger = logger
  }

  func start() { connect() }

  func stop() {
    isStopped = true
    connection?.close()
  }

  /// Asks the daemon; fails with `DaemonGone` at once while the link is down.
  func call(
    _ method: MethodName, _ params: [String: JSONValue],
    then: @escaping (DaemonConnection.Answer) -> Void = { _ in }
  ) {
    guard isUp, let connection else { return then(.failure(DaemonGone())) }
    connection.call(method, params, then: then)
  }

  // MARK: Coming up

  private func connect() {
    guard !isStopped else { return }
    let bound = NIOLoopBound(self, eventLoop: eventLoop)
    ClientBootstrap(group: eventLoop)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let link = bound.value
          let connection = DaemonConnection(
            onNotification: { link.take($0) }, onLost: { link.lost() })
          try channel.pipeline.syncOperations.addHandler(connection)
          link.connection = connection
        }
      }
      .connect(unixDomainSocketPath: socketPath)
      .assumeIsolated().whenComplete { result in
        switch result {
        case .success: self.greet()
        case .failure(let error):
          self.complain("no daemon answers at \(self.socketPath); start `parley serve`", error)
          self.retry()
        }
      }
  }

  private func greet() {
    connection?.call(
      .hello, ["protocol": 1, "role": .string(Role.bridge.rawValue), "name": "web"]
    ) { answer in
      switch answer {
      case .success(let hello):
        self.maxText = hello["limits"]?["max_text"]?.int ?? self.maxText
        self.connection?.maxLine =
          hello["limits"]?["max_line"]?.int ?? ProtocolLimits().maxLine
        self.subscribe()
      case .failure(let error):
        self.complain("the daemon at \(self.socketPath) refuses the bridge", error)
        self.connection?.close()
      }
    }
  }

  private func subscribe() {
    connection?.call(.eventsSubscribe, cursor.map { ["from": .integer($0)] } ?? [:]) { answer in
      switch answer {
      case .success(let subscription):
        // Without a cursor of our own the subscription begins at the newest.
        if self.cursor == nil { self.cursor = subscription["cursor"]?.int }
        self.cameUp()
      case .failure(let error as ReportedError)
      where error.code == ProtocolError.Code.staleCursor.rawValue:
        self.logger.warning("the daemon's events were begun anew; every chat is read again")
        self.cursor = nil
        self.hasGap = true
        self.subscribe()
      case .failure(let error):
        self.complain("the daemon at \(self.socketPath) gives no events", error)
        self.connection?.close()
      }
    }
  }

  private func cameUp() {
    backoff.reset()
    hasComplained = false
    guard !isUp || hasGap else { return }
    if !isUp { logger.notice("connected to the daemon", metadata: ["socket": "\(socketPath)"]) }
    isUp = true
    let isContinuous = !hasGap
    hasGap = false
    onChange(.up(isContinuous: isContinuous))
  }

  // MARK: While it is up

  private func take(_ notification: Request) {
    switch notification.method {
    case "event":
      guard let event = EventEnvelope(.object(notification.params)) else { return }
      if let cursor = event.cursor { self.cursor = cursor }
      onEvent(event)
    case "slow_consumer":
      // The connection lives; only the subscription ended, and goes on where it was.
      subscribe()
    default: break
    }
  }

  private func lost() {
    connection = nil
    if isUp {
      isUp = false
      logger.warning("the daemon is gone; trying again", metadata: ["socket": "\(socketPath)"])
      onChange(.down)
    }
    retry()
  }

  private func retry() {
    guard !isStopped else { return }
    eventLoop.assumeIsolated().scheduleTask(in: backoff.next()) { self.connect() }
  }

  /// Once per outage: an operator needs to read it, not to drown in it.
  private func complain(_ what: String, _ error: any Error) {
    guard !hasComplained else { return }
    hasComplained = true
    logger.error("\(what); trying again until it works", metadata: ["error": "\(error)"])
  }
}
