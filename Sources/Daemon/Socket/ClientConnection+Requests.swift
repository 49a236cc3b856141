import LineProtocol
import NIOCore
import NIOPosix

extension ClientConnection {
  /// Takes a request in its turn; its answer comes now or later.
  func take(_ request: Request) {
    let ticket = replies.reserve()
    if let pass { carryOut(request, ticket, with: pass) } else { carryOut(request, ticket) }
  }

  func carryOut(_ request: Request, _ ticket: Int) {
    let id = request.id
    let route: RequestRouter.Route
    do throws(ProtocolError) {
      let call = try server.router.table.call(request, as: client?.role)
      route = server.router.route(call, agent: client?.name ?? "")
    } catch {
      if let command = server.router.route(refused: request, error, by: client) {
        return submit(command, ticket, id)
      }
      return answer(ticket, id, .failure(error))
    }
    switch route {
    case .answer(let json): answer(ticket, id, .success(json))
    case .submit(.agentStatus(let agent, let status)):
      submit(.agentStatus(agent: agent, status), ticket, id) {
        self.server.tell(presence: status.state.rawValue, of: agent)
      }
    case .submit(let command): submit(command, ticket, id)
    case .query(let query):
      alone {
        self.read(query) { self.finishAlone(ticket, id, $0) }
      }
    case .typing(let typing): tell(typing, ticket, id)
    case .agentTyping(let typing): tell(typing, ticket, id)
    case .hello(let hello):
      alone { self.greet(hello, ticket, id) }
    case .subscribe(let wish):
      alone { self.subscribe(wish, ticket, id) }
    case .serve(let functions): serve(functions, ticket, id)
    case .reload: reload(ticket, id)
    }
  }

  /// `done` runs where the command was carried out, after its answer.
  private func submit(
    _ command: DeskCommand, _ ticket: Int, _ id: Request.ID?, done: (() -> Void)? = nil
  ) {
    guard let context else { return }
    let bound = NIOLoopBound((connection: self, done: done), eventLoop: context.eventLoop)
    server.desk.loop.submit(command) { result in
      let isDone = if case .success = result { true } else { false }
      bound.value.connection.answer(ticket, id, result, then: isDone ? bound.value.done : nil)
    }
  }

  /// Calls begin to come in the moment the turn loop offers those that are out already: a backend
  /// that served before that could be asked the same twice.
  private func serve(_ functions: [String], _ ticket: Int, _ id: Request.ID?) {
    guard let context else { return }
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    server.desk.loop.submit(.backendConnected(functions)) { _ in
      let connection = bound.value
      guard connection.context != nil else { return }
      connection.server.backends.serve(functions, on: connection)
      connection.answer(ticket, id, .success([:]))
    }
  }

  private func reload(_ ticket: Int, _ id: Request.ID?) {
    guard let eventLoop = context?.eventLoop else { return }
    let connection = NIOLoopBound(self, eventLoop: eventLoop)
    server.desk.reloader.reload { result in
      // A refusal comes from the reloader's own thread.
      eventLoop.execute { connection.value.answer(ticket, id, result) }
    }
  }

  // MARK: Requests that read

  /// Runs `step` once all requests before it are answered.
  ///
  /// Nothing after it is read until `finishAlone`, so that few answers are under way to one client.
  private func alone(_ step: @escaping () -> Void) {
    isAlone = true
    if replies.count == 1 { step() } else { lonely = step }
  }

  private func finishAlone(
    _ ticket: Int, _ id: Request.ID?, _ answer: Desk.Answer, then: (() -> Void)? = nil
  ) {
    isAlone = false
    self.answer(ticket, id, answer, then: then)
  }

  func read<Value: Sendable>(
    _ query: @escaping @Sendable (Desk) throws -> Value,
    _ body: @escaping (Result<Value, ProtocolError>) -> Void
  ) {
    guard let context else { return }
    let desk = server.desk
    server.readers.runIfActive(eventLoop: context.eventLoop) { try query(desk) }
      .assumeIsolated().whenComplete { body($0.mapError(self.server.protocolError)) }
  }

  private func tell(_ typing: ChatTyping, _ ticket: Int, _ id: Request.ID?) {
    read {
      try $0.hasOpenBurst(typing.chat)
    } _: { found in
      if case .success = found {
        self.server.feed.tell(
          .typing(.customer, on: typing.on, chat: typing.chat), to: [.agent, .admin])
      }
      // Only here does it change anything: all other typing is free of a commit.
      guard typing.on, case .success(true) = found else {
        return self.answer(ticket, id, found.map { _ in [:] })
      }
      self.submit(.typing(chat: typing.chat), ticket, id)
    }
  }

  private func tell(_ typing: AgentTyping, _ ticket: Int, _ id: Request.ID?) {
    guard let agent = client?.name else { return }
    read {
      try $0.requireOwner(agent, of: typing.chat)
    } _: { found in
      if case .success = found {
        self.server.feed.tell(
          .typing(.agent, name: agent, on: typing.on, chat: typing.chat),
          to: [.bridge, .agent, .admin])
      }
      self.answer(ticket, id, found.map { [:] })
    }
  }

  private func subscribe(_ wish: EventsSubscribe, _ ticket: Int, _ id: Request.ID?) {
    guard let client else { return }
    server.feed.replay(for: wish, as: client.role).assumeIsolated().whenComplete { result in
      switch result.mapError(self.server.protocolError) {
      case .success(let replay):
        self.finishAlone(ticket, id, .success(replay.json)) {
          self.server.feed.begin(replay, on: self)
        }
      case .failure(let error): self.finishAlone(ticket, id, .failure(error))
      }
    }
  }

  // MARK: Hello

  private func greet(_ hello: Hello, _ ticket: Int, _ id: Request.ID?) {
    guard client == nil else {
      let error = ProtocolError(
        .denied, "This connection said hello before. Open another for another role.")
      return finishAlone(ticket, id, .failure(error))
    }
    guard let token = hello.token else { return welcome(hello, .none, nil, ticket, id) }
    read {
      try $0.pass(for: token)
    } _: { result in
      // Who has gone meanwhile is not there to be greeted, and would never be missed.
      guard self.context != nil else { return }
      switch result {
      case .success(let pass):
        let token = pass.map { HelloHandshake.Token.of(agent: $0.agent) } ?? .wrong
        self.welcome(hello, token, pass, ticket, id)
      case .failure(let error): self.finishAlone(ticket, id, .failure(error))
      }
    }
  }

  private func welcome(
    _ hello: Hello, _ token: HelloHandshake.Token, _ pass: TokenPass?, _ ticket: Int,
    _ id: Request.ID?
  ) {
    do throws(ProtocolError) {
      let client = try server.handshake.client(for: hello, peer: peer, token: token)
      self.client = client
      self.pass = pass
      server.greeted(client)
      if pass != nil { server.watchTokens() }
      var result: [String: JSONValue] = [
        "protocol": 1, "server": .string("parley/\(server.router.version)"),
        "role": .string(client.role.rawValue), "cursor": .integer(server.feed.head),
        "limits": server.limits.lines.json,
      ]
      // A token has its agent's name, whatever `hello` said: who passed it on has to know.
      if client.role == .agent { result["name"] = client.name.map(JSONValue.string) }
      finishAlone(ticket, id, .success(.object(result)))
    } catch {
      finishAlone(ticket, id, .failure(error))
    }
  }
}
