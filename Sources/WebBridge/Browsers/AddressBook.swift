import NIOCore

/// What every address has done of late: the connections it holds, and how fast it goes.
///
/// An address that holds nothing and has been quiet is forgotten, so that the book stays as small
/// as the crowd that is there. Lives on one event loop.
final class AddressBook {
  enum Action: Hashable, CaseIterable {
    case opening, message, failedSignIn
  }

  private struct Entry {
    var connections = 0
    var limits: [Action: RateLimit] = [:]
  }

  private let limits: BridgeLimits
  private var entries: [String: Entry] = [:]

  init(limits: BridgeLimits) { self.limits = limits }

  /// Holds a connection for that address; false if it has as many as it may.
  func admit(_ address: String) -> Bool {
    guard entries[address]?.connections ?? 0 < limits.perAddress else { return false }
    entries[address, default: Entry()].connections += 1
    return true
  }

  func leave(_ address: String) {
    entries[address]?.connections -= 1
  }

  /// Nil if the address may do that now, else the milliseconds until it may.
  func take(_ action: Action, of address: String, at now: NIODeadline) -> Int? {
    entries[address, default: Entry()].limits[action, default: limit(of: action)].take(at: now)
  }

  /// The same without doing it.
  func wait(for action: Action, of address: String, at now: NIODeadline) -> Int? {
    entries[address, default: Entry()].limits[action, default: limit(of: action)].wait(at: now)
  }

  /// Forgets the addresses of whom nothing needs to be known.
  func tidy(at now: NIODeadline) {
    entries = entries.filter { _, entry in
      entry.connections > 0
        || entry.limits.values.contains {
          var limit = $0
          return !limit.isFull(at: now)
        }
    }
  }

  var count: Int { entries.count }

  private func limit(of action: Action) -> RateLimit {
    switch action {
    case .opening: limits.openingsOfAddress
    case .message: limits.messagesOfAddress
    case .failedSignIn: limits.failedSignInsOfAddress
    }
  }
}
