package import Dialogs
import LineProtocol
package import Understanding

/// What one event led to: its turn, and the turns that followed at once.
package struct DeskOutcome: Sendable {
  package var turns: [Turn] = []
  /// Why the event was not allowed; then there are no turns.
  package var refusal: Dialogs.Refusal?

  /// What bot and queue said, in order.
  package var spoken: [Message] {
    turns.flatMap(\.messages).filter { $0.from == .bot || $0.from == .system }
  }

  /// How the customer's words were understood, the last time that they were.
  package var understanding: Understanding? { turns.compactMap(\.trace.understanding).last }

  package var calls: [BackendCall] {
    turns.flatMap(\.effects).compactMap { if case .call(let call) = $0 { call } else { nil } }
  }

  /// What went wrong inside; the customer never sees it.
  package var faults: [String] { turns.compactMap(\.trace.fault) }
}

extension Dialogs.Refusal {
  /// The error's name in the protocol.
  package var name: String {
    switch self {
    case .notOwner: "NOT_OWNER"
    case .alreadyClaimed: "ALREADY_CLAIMED"
    case .closed: "CLOSED"
    case .conflict: "CONFLICT"
    case .badParameter: "BAD_PARAMS"
    }
  }

  /// For the person who wrote or typed what is refused.
  package var explanation: String {
    switch self {
    case .notOwner(let owner): "the chat belongs to \(owner.rawValue)"
    case .alreadyClaimed(let agent): "agent \(agent) has the chat"
    case .closed: "the chat is closed"
    case .conflict(let reason), .badParameter(let reason): reason
    }
  }
}
