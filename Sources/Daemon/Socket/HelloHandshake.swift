import LineProtocol

/// Decides who a connection may be.
///
/// The socket's file is open to the daemon's own user only, so whoever has that uid may take any
/// role. Others (an operator may have widened the file's mode) need a token, and a token belongs
/// to an agent. A token that is given is always verified, whoever gives it: a bridge that passes
/// on what a person typed must be able to rely on the answer.
struct HelloHandshake {
  /// What became of the token that was given.
  enum Token: Equatable {
    case none
    /// It is this agent's.
    case of(agent: String)
    case wrong
  }

  let ownUser: UInt32

  func client(
    for hello: Hello, peer: PeerCredentials, token: Token
  ) throws(ProtocolError) -> Client {
    let owner: String?
    switch token {
    case .wrong:
      throw ProtocolError(
        .denied, "This token is wrong or was revoked. Make one: parley agent-token NAME.")
    case .none: owner = nil
    case .of(let agent): owner = agent
    }
    if peer.user != ownUser {
      guard owner != nil else {
        throw ProtocolError(.denied, "Another user than the daemon's own needs a token in hello.")
      }
      guard hello.role == .agent else {
        throw ProtocolError(.denied, "An agent's token is good for the role agent only.")
      }
    }
    guard hello.role == .agent else { return Client(role: hello.role, name: hello.name) }
    guard let name = owner ?? hello.name else {
      throw ProtocolError(.badParams, "hello: 'name' is missing: an agent needs a name.")
    }
    return Client(role: .agent, name: name)
  }
}
