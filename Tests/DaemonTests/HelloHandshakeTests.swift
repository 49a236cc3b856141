import LineProtocol
import Testing

@testable import Daemon

@Suite("Hello handshake")
struct HelloHandshakeTests {
  private let handshake = HelloHandshake(ownUser: 1_000)

  private func client(
    _ role: Role, name: String? = nil, user: UInt32 = 1_000, token: HelloHandshake.Token = .none
  ) throws -> Client {
    try handshake.client(
      for: Hello(role: role, name: name, token: token == .none ? nil : "t"),
      peer: PeerCredentials(process: 1, user: user, group: 1_000), token: token)
  }

  private func error(_ body: () throws -> Client) -> ProtocolError.Code? {
    do {
      _ = try body()
      return nil
    } catch {
      return (error as? ProtocolError)?.code
    }
  }

  @Test(arguments: [Role.bridge, .backend, .admin])
  func `the daemon's own user may take any role, with or without a name`(role: Role) throws {
    #expect(try client(role) == Client(role: role))
    #expect(try client(role, name: "x") == Client(role: role, name: "x"))
  }

  @Test func `an agent needs a name, which a token gives`() throws {
    #expect(error { try client(.agent) } == .badParams)
    #expect(try client(.agent, name: "lin") == Client(role: .agent, name: "lin"))
    #expect(
      try client(.agent, token: .of(agent: "mai")) == Client(role: .agent, name: "mai"))
    #expect(
      try client(.agent, name: "lin", token: .of(agent: "mai")).name == "mai",
      "a token's owner cannot pass for somebody else")
  }

  @Test func `a wrong token is refused whoever gives it`() {
    #expect(error { try client(.bridge, token: .wrong) } == .denied)
    #expect(error { try client(.admin, token: .wrong) } == .denied)
    #expect(error { try client(.agent, name: "lin", token: .wrong) } == .denied)
  }

  @Test func `another user needs a token, and gets no more than an agent's role`() throws {
    #expect(error { try client(.bridge, user: 1_001) } == .denied)
    #expect(error { try client(.agent, name: "lin", user: 0) } == .denied)
    #expect(error { try client(.admin, user: 1_001, token: .of(agent: "mai")) } == .denied)
    #expect(try client(.agent, user: 1_001, token: .of(agent: "mai")).name == "mai")
    #expect(error { try client(.admin, user: .max) } == .denied)
  }
}
