package import LineProtocol

/// What one connection may take up, so that no client can grow the daemon without bound.
package struct ConnectionLimits: Sendable {
  package var lines: ProtocolLimits
  /// Requests of one connection that are not answered yet; more wait in the socket.
  package var inFlight: Int
  /// Bytes waiting to be sent, above which nothing more is read and no event pushed.
  package var highWaterMark: Int
  /// Bytes waiting to be sent, down to which it stays so.
  package var lowWaterMark: Int
  /// Events that a subscriber may fall behind while its connection takes nothing.
  package var slowConsumerEvents: Int
  /// Calls that one backend connection may owe an answer to.
  package var backendCalls: Int
  /// Open connections; the next is answered `OVERLOADED` and closed.
  package var connections: Int
  /// Milliseconds that a connection may still hear events whose token was revoked, and as many that
  /// it may take to read why it is closed.
  package var revokedMilliseconds: Int

  package init(
    lines: ProtocolLimits = ProtocolLimits(), inFlight: Int = 256, highWaterMark: Int = 262_144,
    lowWaterMark: Int = 65_536, slowConsumerEvents: Int = 4_096, backendCalls: Int = 1_024,
    connections: Int = 1_000, revokedMilliseconds: Int = 2_000
  ) {
    self.lines = lines
    self.inFlight = inFlight
    self.highWaterMark = highWaterMark
    self.lowWaterMark = lowWaterMark
    self.slowConsumerEvents = slowConsumerEvents
    self.backendCalls = backendCalls
    self.connections = connections
    self.revokedMilliseconds = revokedMilliseconds
  }
}
