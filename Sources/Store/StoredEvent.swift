/// Who may see an event.
package enum EventAudience: Int, Sendable {
  /// What customers may see: bridges, agents and administrators.
  case customers = 0
  /// Agents and administrators.
  case desk = 1
}

/// An event as it was committed.
package struct StoredEvent: Sendable, Equatable {
  /// Given in commit order; never reused.
  package var cursor: Int
  package var chat: String
  package var audience: EventAudience
  /// The event object as one line of JSON, with `cursor`, `chat` and `type`.
  package var json: String
}
