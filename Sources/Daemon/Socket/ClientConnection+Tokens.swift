import LineProtocol
import NIOCore

/// A token may be revoked while its agent is connected: then the agent is out.
extension ClientConnection {
  private static let revoked = ProtocolError(
    .denied,
    "This token was revoked, or replaced by a new one. Connect again with one that is good; "
      + "parley agent-token NAME makes it.")

  /// Carries a request out if the token is still good.
  func carryOut(_ request: Request, _ ticket: Int, with pass: TokenPass) {
    isVerifying = true
    read {
      try $0.ended([pass])
    } _: { result in
      self.isVerifying = false
      switch result {
      case .success([]): self.carryOut(request, ticket)
      case .success: self.turnOut(ticket, request.id)
      case .failure(let error): self.answer(ticket, request.id, .failure(error))
      }
      self.readLines()
    }
  }

  /// For who asks for nothing and only listens: says why, after all that is under way, and closes.
  func turnOut() {
    // A request that is being looked at gets the same answer by itself.
    guard !isVerifying, !isTurnedAway else { return }
    turnOut(replies.reserve(), .null)
  }

  private func turnOut(_ ticket: Int, _ id: Request.ID?) {
    guard let context else { return }
    isTurnedAway = true
    server.feed.remove(self)
    answer(ticket, id, .failure(Self.revoked)) { self.closeWhenSent(context) }
    let farewell = TimeAmount.milliseconds(Int64(server.limits.revokedMilliseconds))
    context.eventLoop.assumeIsolated().scheduleTask(in: farewell) { self.abandon() }
  }
}
