import Foundation

/// Commands on their way to the turn loop's thread: many hands put in, one takes out.
///
/// `@unchecked`: every mutable property is only touched with `condition` held.
final class TurnInbox: @unchecked Sendable {
  private let condition = NSCondition()
  private let limit: Int
  private var waiting: [TurnLoop.Submission] = []
  private var isStopping = false
  private var hasEnded = false

  init(limit: Int) { self.limit = limit }

  /// False where too much is waiting already, or the daemon is about to end.
  func add(_ submission: TurnLoop.Submission) -> Bool {
    condition.withLock {
      guard waiting.count < limit, !isStopping else { return false }
      waiting.append(submission)
      if waiting.count == 1 { condition.broadcast() }
      return true
    }
  }

  /// What is waiting, at most `limit`; nil when the daemon ends and everything has been taken.
  ///
  /// Waits until there is something, or gives nothing when `deadline` has come.
  func next(limit: Int, until deadline: Date?) -> [TurnLoop.Submission]? {
    condition.withLock {
      while waiting.isEmpty, !isStopping {
        if let deadline {
          guard condition.wait(until: deadline) else { return [] }
        } else {
          condition.wait()
        }
      }
      guard !waiting.isEmpty else { return nil }
      defer { waiting.removeFirst(min(limit, waiting.count)) }
      return Array(waiting.prefix(limit))
    }
  }

  /// Takes nothing new in, and returns once everything taken in has been worked off.
  func stop() {
    condition.withLock {
      isStopping = true
      condition.broadcast()
      while !hasEnded { condition.wait() }
    }
  }

  func ended() {
    condition.withLock {
      hasEnded = true
      condition.broadcast()
    }
  }
}
