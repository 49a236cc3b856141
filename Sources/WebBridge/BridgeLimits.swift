package import NIOCore

/// What browsers may take up, so that none of them can grow the bridge or flood the daemon.
package struct BridgeLimits: Sendable {
  /// Open connections, of all kinds.
  package var connections = 10_000
  /// Customers that one address may stand for at a time: a mobile network's many share one.
  package var perAddress = 256
  /// Browser tabs on one chat.
  package var tabsPerChat = 16
  /// Bytes of a WebSocket message; a longer one closes the connection with 1009.
  package var frameBytes = 65_536
  /// Pieces that one message may come in.
  package var fragments = 64
  /// Questions of one browser that the daemon has not answered yet; more wait in its socket.
  package var inFlight = 16
  /// Bytes waiting to be sent to one browser; above the higher nothing more is sent until it is
  /// down to the lower.
  package var writeMark = ChannelOptions.Types.WriteBufferWaterMark(low: 32_768, high: 131_072)
  /// Of a request's head.
  package var headerBytes = 16_384
  package var headerFields = 64

  /// How long a request may take to arrive, and a WebSocket to say who it is.
  package var patience = TimeAmount.seconds(10)
  /// How long a connection may be idle between requests.
  package var keepAlive = TimeAmount.seconds(30)
  /// How often a browser is asked whether it is still there; after two silences it is not.
  package var heartbeat = TimeAmount.seconds(25)
  /// How long a browser may take nothing at all.
  package var slow = TimeAmount.seconds(60)

  package init() {}

  /// What the customer of one chat says.
  var messagesOfChat: RateLimit { RateLimit(burst: 20, perSecond: 1) }
  /// Frames that are not kept: typing, seen, history, ping.
  var framesOfConnection: RateLimit { RateLimit(burst: 60, perSecond: 10) }
  /// What all customers of one address say.
  var messagesOfAddress: RateLimit {
    RateLimit(burst: Double(perAddress) * 4, perSecond: Double(perAddress) / 4)
  }
  /// Chats opened, and connections made, from one address.
  var openingsOfAddress: RateLimit {
    RateLimit(burst: Double(perAddress) * 2, perSecond: Double(perAddress) / 16)
  }
  /// Wrong tokens at the desk from one address.
  var failedSignInsOfAddress: RateLimit { RateLimit(burst: 20, perSecond: 0.2) }
  /// What one agent's page asks for.
  var requestsOfAgent: RateLimit { RateLimit(burst: 200, perSecond: 20) }
}
