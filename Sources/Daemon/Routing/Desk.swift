package import LineProtocol

/// What the socket asks of the rest of the daemon: the turn loop for what changes something, its
/// store and today's rules for what only looks.
package struct Desk: Sendable {
  package typealias Answer = Result<JSONValue, ProtocolError>

  package var loop: TurnLoop
  package var reloader: ContentReloader
  /// How a token is kept: the store has hashes only.
  package var tokenHash: @Sendable (String) -> String

  package init(
    loop: TurnLoop, reloader: ContentReloader, tokenHash: @escaping @Sendable (String) -> String
  ) {
    self.loop = loop
    self.reloader = reloader
    self.tokenHash = tokenHash
  }
}
