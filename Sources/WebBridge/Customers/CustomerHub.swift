import LineProtocol
import NIOCore

/// All customers who are here: brings every event to the browsers that look at its chat.
///
/// Lives on one event loop.
final class CustomerHub {
  private let limits: BridgeLimits
  private var sessions: [ObjectIdentifier: CustomerSession] = [:]
  private var rooms: [String: [CustomerSession]] = [:]
  /// What the customer of each chat says, in all tabs together; outlives the tabs.
  private var saying: [String: RateLimit] = [:]

  init(limits: BridgeLimits) { self.limits = limits }

  var count: Int { sessions.count }
  var chatCount: Int { rooms.count }

  // MARK: Who is here

  func add(_ session: CustomerSession) { sessions[ObjectIdentifier(session)] = session }

  /// False if the chat has as many tabs as it may.
  func join(_ session: CustomerSession, _ chat: String) -> Bool {
    let room = rooms[chat] ?? []
    guard !room.contains(where: { $0 === session }) else { return true }
    guard room.count < limits.tabsPerChat else { return false }
    rooms[chat] = room + [session]
    return true
  }

  func remove(_ session: CustomerSession, from chat: String?) {
    sessions[ObjectIdentifier(session)] = nil
    guard let chat else { return }
    rooms[chat]?.removeAll { $0 === session }
    if rooms[chat]?.isEmpty == true { rooms[chat] = nil }
  }

  /// Nil if the customer of that chat may say something now, else the milliseconds until then.
  func takeMessage(of chat: String, at now: NIODeadline) -> Int? {
    saying[chat, default: limits.messagesOfChat].take(at: now)
  }

  /// Forgets what nothing depends on any more.
  func tidy(at now: NIODeadline) {
    saying = saying.filter { _, limit in
      var limit = limit
      return !limit.isFull(at: now)
    }
  }

  // MARK: What happens

  func take(_ event: EventEnvelope) {
    guard let chat = event.chat, let room = rooms[chat] else { return }
    for session in room { session.take(event) }
  }

  func take(_ change: DaemonLink.Change) {
    for session in Array(sessions.values) { session.take(change) }
  }
}
