import NIOCore

/// A token bucket: `burst` at once, `perSecond` in the long run.
///
/// A value; the time comes in.
struct RateLimit: Sendable {
  let burst: Double
  let perSecond: Double
  private var tokens: Double
  private var refilled: NIODeadline?

  init(burst: Double, perSecond: Double) {
    precondition(burst >= 1 && perSecond > 0, "a rate limit that lets nothing through")
    self.burst = burst
    self.perSecond = perSecond
    tokens = burst
  }

  /// Takes one token; where there is none gives the milliseconds until there will be.
  mutating func take(at now: NIODeadline) -> Int? {
    let wait = wait(at: now)
    if wait == nil { tokens -= 1 }
    return wait
  }

  /// The milliseconds until there is a token; nil if there is one, which stays.
  mutating func wait(at now: NIODeadline) -> Int? {
    refill(at: now)
    guard tokens < 1 else { return nil }
    return max(1, Int(((1 - tokens) / perSecond * 1_000).rounded(.up)))
  }

  /// Whether nothing would change if it were forgotten.
  mutating func isFull(at now: NIODeadline) -> Bool {
    refill(at: now)
    return tokens >= burst
  }

  private mutating func refill(at now: NIODeadline) {
    defer { refilled = now }
    guard let refilled, now > refilled else { return }
    let seconds = Double((now - refilled).nanoseconds) / 1e9
    tokens = min(burst, tokens + seconds * perSecond)
  }
}
