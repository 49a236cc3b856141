import NIOCore

/// How long to wait before the next attempt: longer each time, and never all at the same moment.
struct Backoff {
  private static let longest = 2_000.0
  private var milliseconds = 50.0

  mutating func next() -> TimeAmount {
    milliseconds = min(milliseconds * 2, Self.longest)
    return .milliseconds(Int64(Double.random(in: milliseconds / 2...milliseconds)))
  }

  mutating func reset() { milliseconds = 50 }
}
