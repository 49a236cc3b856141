import Glibc
import LineProtocol
package import Logging
import NIOCore
package import NIOPosix
import ServiceLifecycle
import Store

/// The daemon's Unix socket: takes connections, and lets them go.
///
/// One event loop carries all of it, so that what the turn loop hands over is told in one order.
/// On a graceful shutdown it takes no more connections and reads nothing more, answers what was
/// submitted, closes, and removes its socket file. Run it so that it stops before the turn loop.
package final class LineServer: Service, Sendable {
  private struct State {
    var connections: [ObjectIdentifier: ClientConnection] = [:]
    /// How many connections each agent has.
    var agents: [String: Int] = [:]
    /// Whether tokens in use are looked at now and then.
    var isWatchingTokens = false
    var listener: (any Channel)?
    var file: SocketFile.Identity?
    /// Fulfilled when the last connection is gone.
    var isEmpty: EventLoopPromise<Void>?
  }

  let desk: Desk
  let feed: EventFeed
  let backends: BackendConnections
  let router: RequestRouter
  let limits: ConnectionLimits
  let readers: NIOThreadPool
  let handshake = HelloHandshake(ownUser: geteuid())
  private let file: SocketFile
  private let logger: Logger
  private let state: NIOLoopBoundBox<State>

  /// How long a client may take to accept its last answers when the daemon stops.
  private static let farewell = TimeAmount.seconds(5)

  package init(
    socketPath: String, version: String, desk: Desk, feed: EventFeed,
    backends: BackendConnections, readers: NIOThreadPool,
    limits: ConnectionLimits = ConnectionLimits(), logger: Logger = Logger(label: "parley.socket")
  ) {
    file = SocketFile(path: socketPath)
    self.desk = desk
    self.feed = feed
    self.backends = backends
    self.readers = readers
    self.limits = limits
    self.logger = logger
    router = RequestRouter(version: version, table: MethodTable(limits: limits.lines))
    state = .makeBoxSendingValue(State(), eventLoop: feed.eventLoop)
  }

  package func run() async throws {
    try await start()
    try? await gracefulShutdown()
    await stop()
  }

  // MARK: Beginning and end

  /// Takes the socket; throws a `ServerError` if another daemon has it.
  package func start() async throws {
    Self.raiseDescriptorLimit()
    try file.clearStale()
    // The file must never be open to others, not even between bind and chmod.
    let mask = umask(0o077)
    defer { umask(mask) }
    let loop = feed.eventLoop
    let listener = try await ServerBootstrap(group: loop)
      .serverChannelOption(.backlog, value: 256)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(
        .writeBufferWaterMark,
        value: .init(low: limits.lowWaterMark, high: limits.highWaterMark)
      )
      .childChannelInitializer { channel in
        PeerCredentials.of(channel).flatMapThrowing { peer in
          try channel.pipeline.syncOperations.addHandler(ClientConnection(server: self, peer: peer))
        }
      }
      .bind(unixDomainSocketPath: file.path).get()
    guard chmod(file.path, 0o600) == 0 else {
      throw ServerError.socketPath(file.path, String(cString: strerror(errno)))
    }
    let identity = file.identity
    try await loop.submit {
      self.backends.onAnswer { [loop = self.desk.loop] key, answer in
        loop.submit(.backendAnswered(key: key, answer))
      }
      self.state.value.listener = listener
      self.state.value.file = identity
    }.get()
    logger.info("listening", metadata: ["socket": "\(file.path)"])
  }

  /// Answers what was submitted, closes every connection, removes the socket file.
  package func stop() async {
    let loop = feed.eventLoop
    let listener = try? await loop.submit { self.state.value.listener }.get()
    try? await listener?.close()
    let gone = loop.flatSubmit { () -> EventLoopFuture<Void> in
      let promise = loop.makePromise(of: Void.self)
      self.state.value.isEmpty = promise
      for connection in Array(self.state.value.connections.values) { connection.stop() }
      self.checkEmpty()
      let farewell = loop.assumeIsolated().scheduleTask(in: Self.farewell) {
        for connection in Array(self.state.value.connections.values) { connection.abandon() }
      }
      promise.futureResult.assumeIsolated().whenComplete { _ in farewell.cancel() }
      return promise.futureResult
    }
    try? await gone.get()
    let identity = try? await loop.submit { self.state.value.file }.get()
    file.remove(identity ?? nil)
    logger.info("stopped", metadata: ["socket": "\(file.path)"])
  }

  /// A connection is a descriptor; a shell's usual limit of 1,024 leaves none for the store.
  private static func raiseDescriptorLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 8_192))
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  private func checkEmpty() {
    if state.value.connections.isEmpty { state.value.isEmpty?.succeed() }
  }

  // MARK: Connections come and go

  /// False if there is no room for one more.
  func admit(_ connection: ClientConnection) -> Bool {
    guard state.value.connections.count < limits.connections, state.value.isEmpty == nil else {
      return false
    }
    state.value.connections[ObjectIdentifier(connection)] = connection
    return true
  }

  func greeted(_ client: Client) {
    guard client.role == .agent, let name = client.name else { return }
    state.value.agents[name, default: 0] += 1
    guard state.value.agents[name] == 1 else { return }
    desk.loop.submit(.agentConnected(name))
    readers.runIfActive(eventLoop: feed.eventLoop) { [desk] in
      try desk.loop.store.read { try $0.agent(name).state }
    }.assumeIsolated().whenSuccess { presence in
      // Who has gone meanwhile is not announced any more: `away` is told, or will be.
      if self.state.value.agents[name] != nil { self.tell(presence: presence, of: name) }
    }
  }

  func tell(presence state: String, of agent: String) {
    feed.tell(.presence(agent: agent, state: state), to: [.agent, .admin])
  }

  func lost(_ connection: ClientConnection) {
    state.value.connections[ObjectIdentifier(connection)] = nil
    feed.remove(connection)
    backends.remove(connection)
    if let client = connection.client, client.role == .agent, let name = client.name {
      state.value.agents[name, default: 1] -= 1
      if state.value.agents[name] == 0 {
        state.value.agents[name] = nil
        // Told once it is stored: whoever hears of it may rely on the grace time having begun.
        desk.loop.submit(.agentGone(name)) { _ in self.announceAbsence(of: name) }
      }
    }
    checkEmpty()
  }

  /// Who is back meanwhile is not announced as gone.
  private func announceAbsence(of agent: String) {
    guard state.value.agents[agent] == nil else { return }
    tell(presence: AgentStatus.State.away.rawValue, of: agent)
  }

  // MARK: Tokens

  /// Looks now and then for tokens that were revoked, as long as somebody is here with one: who only
  /// listens would hear on.
  func watchTokens() {
    guard !state.value.isWatchingTokens else { return }
    state.value.isWatchingTokens = true
    let pause = TimeAmount.milliseconds(Int64(limits.revokedMilliseconds))
    feed.eventLoop.assumeIsolated().scheduleTask(in: pause) { self.checkTokens() }
  }

  private func checkTokens() {
    state.value.isWatchingTokens = false
    let passes = Set(state.value.connections.values.compactMap(\.pass))
    guard !passes.isEmpty else { return }
    readers.runIfActive(eventLoop: feed.eventLoop) { [desk] in
      try desk.ended(passes)
    }.assumeIsolated().whenComplete { result in
      switch result {
      case .success(let ended):
        for connection in Array(self.state.value.connections.values) {
          if let pass = connection.pass, ended.contains(pass) { connection.turnOut() }
        }
      case .failure(let error):
        self.logger.error("tokens cannot be read", metadata: ["error": "\(error)"])
      }
      self.watchTokens()
    }
  }

  // MARK: Errors

  /// What a client is told about an error; the operator is told the rest.
  func protocolError(_ error: any Error) -> ProtocolError {
    if let error = error as? ProtocolError { return error }
    logger.error("a request failed", metadata: ["error": "\(error)"])
    return ProtocolError(.internal, "Our fault; the daemon's log says more. Try again later.")
  }
}
