package import Foundation
package import Understanding

/// A request for a person: a row of the public table `escalations`, but for its number.
package struct Escalation: Codable, Equatable, Sendable {
  package enum Status: String, Codable, Sendable {
    case waiting, claimed, resolved, cancelled
  }

  package var reason: EscalationReason
  package var team: String
  /// 1 first, 5 last.
  package var priority: Int
  package var language: Language
  package var status: Status
  /// For the agent: what was asked, what is known, what the backend said, what was tried.
  package var summary: String
  package var createdAt: Date
  package var dueAt: Date
  package var claimedBy: String?
  package var claimedAt: Date?
  package var firstReplyAt: Date?
  package var resolvedAt: Date?
  package var outcome: String?
  package var label: String?

  package init(
    reason: EscalationReason, team: String, priority: Int, language: Language, summary: String,
    createdAt: Date, dueAt: Date
  ) {
    self.reason = reason
    self.team = team
    self.priority = priority
    self.language = language
    self.status = .waiting
    self.summary = summary
    self.createdAt = createdAt
    self.dueAt = dueAt
  }
}

/// What the machine may know of the waiting queue: how many are ahead, and how fast it moves.
package struct QueueView: Equatable, Sendable {
  package struct Key: Hashable, Sendable {
    package var team: String
    package var priority: Int

    package init(team: String, priority: Int) {
      self.team = team
      self.priority = priority
    }
  }

  package var waiting: [Key: Int]
  /// Where this chat stands, from 1, if it waits already.
  package var ownPosition: Int?
  /// Seconds until one more place is served, as lately measured.
  package var secondsPerChat: Double

  package init(
    waiting: [Key: Int] = [:], ownPosition: Int? = nil, secondsPerChat: Double = 120
  ) {
    self.waiting = waiting
    self.ownPosition = ownPosition
    self.secondsPerChat = secondsPerChat
  }

  /// The place, from 1, that a new escalation of that team and priority would take.
  package func position(team: String, priority: Int) -> Int {
    1
      + waiting.reduce(0) { sum, entry in
        entry.key.team == team && entry.key.priority <= priority ? sum + entry.value : sum
      }
  }

  package func waitSeconds(position: Int) -> Double { Double(position) * secondsPerChat }
}
