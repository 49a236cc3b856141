import BotContent
import Dialogs
import Foundation
import LineProtocol
import Logging
import Store

/// What comes from neither customer nor agent: backends, rules, the start, the clock.
extension TurnRound {
  private static let longestAdvance = 366.0 * 86_400

  /// Calls that are out and that nobody has been able to take: the daemon was restarted.
  mutating func sendOpenCalls(to functions: [String]) throws(TurnFailure) -> JSONValue {
    let calls = try stored { try transaction.openCalls() }
    result.calls += calls.filter { functions.contains($0.function) && $0.deadline > clock.now }
    return [:]
  }

  mutating func deliver(
    _ answer: BackendAnswer, to key: String
  ) throws(TurnFailure) -> JSONValue {
    let waiting = try stored { try transaction.chat(ofCall: key) }
    guard let waiting else {
      logger.notice("the answer to call \(key) came too late and changes nothing")
      return [:]
    }
    _ = try take(.answered(key: key, answer), chat: try chat(waiting))
    return [:]
  }

  /// The first thing after a start: agents are not connected yet, and their grace begins anew.
  ///
  /// Timers that are overdue run by themselves; calls wait for a backend until their deadline.
  mutating func resume() throws {
    for (id, agent) in try reading.chatsHeldByAgents() {
      guard let chat = try known(id) else { continue }
      try letHappen(.agentGone(agent), to: chat, at: clock.now)
    }
  }

  mutating func adopt(_ bot: Bot, _ files: ContentFiles) throws(TurnFailure) -> JSONValue {
    try stored {
      try transaction.keepRules(bot.version, files: files.encoded(), at: clock.now)
    }
    if bot.version != library.current.version {
      library.older[library.current.version] = library.current
      library.current = bot
      let inUse = try stored { try transaction.versionsInUse() }
      library.older = library.older.filter { inUse.contains($0.key) && $0.key != bot.version }
    }
    result.adopted = library
    return ["version": .string(bot.version)]
  }

  /// Time passes at once, but in order: each timer runs at its own time.
  mutating func advanceClock(by seconds: Double) throws(TurnFailure) -> JSONValue {
    guard clock.isManual else {
      throw .refused(
        ProtocolError(.denied, "The clock is the machine's. Start with --clock manual."))
    }
    guard (0...Self.longestAdvance).contains(seconds) else {
      throw .refused(
        ProtocolError(.badParams, "`seconds` is a number from 0 to \(Int(Self.longestAdvance))."))
    }
    let target = clock.now + seconds
    try stored {
      while let due = try transaction.dueTimers(at: target, limit: 1).first {
        clock.set(max(due.at, clock.now))
        try fire(due, at: clock.now)
      }
    }
    clock.set(target)
    return ["now": .string(Timestamp.text(clock.now))]
  }
}
