import LineProtocol
import NIOCore
import Store

/// One connection's place in the stream of events.
///
/// Lives on the event loop. A subscription is a position: all it may see up to there was sent, in
/// order. Whether what comes next is pushed as it is committed or read from the store makes no
/// difference to the subscriber.
final class Subscription {
  let connection: ClientConnection
  let filter: EventFilter
  /// The cursor up to which everything was sent.
  var position: Int
  /// The cursor of the last event that was sent; where none was, of where it began.
  var lastSent: Int
  /// Whether a page is being read from the store.
  var isReading = false
  /// Events committed since the connection last took something.
  var behind = 0
  /// False once it was ended or replaced.
  var isActive = true

  init(connection: ClientConnection, filter: EventFilter, position: Int) {
    self.connection = connection
    self.filter = filter
    self.position = position
    lastSent = position
  }
}

/// What one subscriber sees.
struct EventFilter: Hashable, Sendable {
  let role: Role
  /// Nil: every chat's.
  let chats: Set<String>?

  /// Whether it sees what is for agents and administrators only.
  var seesDesk: Bool { role == .agent || role == .admin }

  func sees(_ event: StoredEvent) -> Bool {
    (event.audience == .customers || seesDesk) && sees(chat: event.chat)
  }

  func sees(chat: String?) -> Bool {
    guard let chats, let chat else { return true }
    return chats.contains(chat)
  }
}

/// The events of one commit, as lines: those that many subscribers see alike are written once.
struct EventBatch {
  let events: [StoredEvent]
  private var shared: [Bool: ByteBuffer] = [:]

  init(_ events: [StoredEvent]) { self.events = events }

  mutating func lines(for filter: EventFilter) -> ByteBuffer {
    if filter.chats != nil { return Self.lines(events.filter(filter.sees)) }
    if let lines = shared[filter.seesDesk] { return lines }
    let lines = Self.lines(events.filter(filter.sees))
    shared[filter.seesDesk] = lines
    return lines
  }

  private static func lines(_ events: [StoredEvent]) -> ByteBuffer {
    var buffer = ByteBuffer()
    for event in events { buffer.writeBytes(EventEnvelope.line(of: event.json)) }
    return buffer
  }
}
