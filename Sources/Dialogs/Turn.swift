package import Foundation
package import Understanding

/// What an event led to.
package struct Turn: Equatable, Sendable {
  package var effects: [Effect]
  package var trace: TurnTrace

  /// What was said in this turn, in order, the customer's or agent's own words included.
  package var messages: [Message] {
    effects.compactMap { if case .say(let message) = $0 { message } else { nil } }
  }
}

/// Why a turn went as it did; kept with it for `why`.
package struct TurnTrace: Codable, Equatable, Sendable {
  /// A step the machine took, and the content that told it to.
  package struct Step: Codable, Equatable, Sendable {
    package var what: String
    package var file: String?
    package var line: Int?
  }

  /// Who had the chat and where it stood: `order_track.awaiting_order`, the innermost last.
  package struct Standing: Codable, Equatable, Sendable {
    package var owner: Owner
    package var states: [String]
    package var misses: Int
  }

  package var event: String
  package var version: String
  package var before: Standing
  package var after: Standing
  package var understanding: Understanding?
  package var steps: [Step]
  /// What went wrong inside; the customer never sees it.
  package var fault: String?
}

/// The readings a turn is computed from; everything that is not in the chat itself.
package struct TurnContext: Sendable {
  package var now: Date
  package var library: BotLibrary
  package var queue: QueueView

  package init(now: Date, library: BotLibrary, queue: QueueView = QueueView()) {
    self.now = now
    self.library = library
    self.queue = queue
  }
}
