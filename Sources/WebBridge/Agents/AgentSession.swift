import LineProtocol
import NIOCore
import NIOPosix

/// One agent's page: relays the line protocol between the browser and a connection of its own.
///
/// The token decides who it is, and the daemon decides about the token. Whatever an agent may not
/// call is refused here already. When either side ends, so does the other: the page connects
/// again, and goes on from its cursor. Lives on the event loop.
final class AgentSession: BrowserSession {
  private let connection: BrowserConnection
  private var daemon: DaemonRelay?
  private var hello: Request.ID?
  /// Who the page says its agent is.
  private var name = ""
  private var isSignedIn = false
  private var isEnded = false
  private var requests: RateLimit
  private var unanswered = 0
  private var patience: Scheduled<Void>?

  init(connection: BrowserConnection) {
    self.connection = connection
    requests = connection.bridge.limits.requestsOfAgent
    patience = connection.eventLoop.assumeIsolated().scheduleTask(in: bridge.limits.patience) {
      if self.hello == nil { self.connection.refuse("no hello") }
    }
  }

  private var bridge: Bridge { connection.bridge }

  var isBusy: Bool { unanswered >= bridge.limits.inFlight || !connection.isWritable }

  func resume() {
    daemon?.readOn()
    connection.readOn()
  }

  func end() {
    isEnded = true
    patience?.cancel()
    daemon?.close()
    if isSignedIn { bridge.count(\.agents, by: -1) }
  }

  // MARK: From the browser

  func receive(_ text: [UInt8]) {
    let request: Request
    do throws(RefusedLine) {
      guard case .request(let incoming) = try Incoming(line: text) else { return }
      request = incoming
    } catch {
      return connection.send(error.response.text)
    }
    guard let id = request.id else { return }
    if let wait = requests.take(at: .now()) {
      return refuse(
        id, ProtocolError(.rateLimited, "Too many requests.", retryMilliseconds: wait))
    }
    if request.method == MethodName.hello.rawValue { return signIn(request, id) }
    guard isSignedIn, let daemon else {
      return refuse(id, ProtocolError(.needHello, "Send hello first, with name and token."))
    }
    let method = MethodTable.standard.method(request.method)
    if let method, !method.roles.contains(.agent) || method.name == .discover {
      return refuse(id, ProtocolError(.denied, "\(request.method) is not for agents."))
    }
    let line = request.line
    guard line.count <= ProtocolLimits().maxLine else {
      return refuse(id, RefusedLine.tooLong(limit: ProtocolLimits().maxLine).error)
    }
    unanswered += 1
    daemon.send(line)
  }

  private func refuse(_ id: Request.ID, _ error: ProtocolError) {
    connection.send(Response(id: id, error: error).text)
  }

  private func signIn(_ request: Request, _ id: Request.ID) {
    guard hello == nil else {
      return refuse(id, ProtocolError(.denied, "This connection said hello before."))
    }
    guard let name = request.params["name"]?.string, !name.isEmpty,
      let token = request.params["token"]?.string, !token.isEmpty
    else {
      return refuse(
        id,
        ProtocolError(.denied, "Name and token are needed. Make one: parley agent-token NAME."))
    }
    if let wait = bridge.addresses.wait(
      for: .failedSignIn, of: connection.address, at: .now())
    {
      return refuse(
        id, ProtocolError(.rateLimited, "Too many wrong tokens.", retryMilliseconds: wait))
    }
    hello = id
    self.name = name
    DaemonRelay.connect(bridge, onLine: { self.relay($0) }, onLost: { self.lost() }) { relay in
      guard !self.isEnded, let relay else {
        relay?.close()
        return self.lost()
      }
      self.daemon = relay
      let greeting: [String: JSONValue] = [
        "protocol": request.params["protocol"] ?? 1, "role": .string(Role.agent.rawValue),
        "name": .string(name), "token": .string(token),
      ]
      relay.send(
        Request(id: id, method: MethodName.hello.rawValue, params: greeting).line)
    }
  }

  // MARK: From the daemon

  /// Passes a line on; false while the browser takes nothing.
  private func relay(_ line: [UInt8]) -> Bool {
    guard !isEnded else { return false }
    if !isSignedIn {
      greeted(line)
    } else {
      if case .response? = try? Incoming(line: line) {
        unanswered -= 1
        connection.readOn()
      }
      connection.send(line)
    }
    return connection.isWritable
  }

  private func greeted(_ line: [UInt8]) {
    guard case .response(let response)? = try? Incoming(line: line), let hello else { return }
    if case .success(let result) = response.outcome {
      guard result["name"]?.string == name else {
        refuse(hello, ProtocolError(.denied, "This token belongs to another agent."))
        return connection.refuse("denied")
      }
      isSignedIn = true
      bridge.count(\.agents)
      connection.send(line)
    } else {
      _ = bridge.addresses.take(.failedSignIn, of: connection.address, at: .now())
      connection.send(line)
      connection.refuse("denied")
    }
  }

  private func lost() {
    guard !isEnded else { return }
    connection.sayRestart()
  }
}

extension Response {
  /// As a WebSocket message: the line without its line end.
  var text: [UInt8] { line.dropLast() }
}
