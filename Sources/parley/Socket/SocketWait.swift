import Foundation

/// Waits until there is something to read.
enum SocketWait {
  /// For each descriptor whether it can be read, or has ended; all false when the time is up.
  static func isReadable(
    _ descriptors: [Int32], until deadline: ContinuousClock.Instant? = nil
  ) throws(OperatorError) -> [Bool] {
    var polls = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while true {
      let timeout = deadline.map { milliseconds(until: $0) } ?? -1
      let count = poll(&polls, nfds_t(polls.count), timeout)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw OperatorError("poll: \(String(cString: strerror(errno)))") }
      return polls.map { $0.revents != 0 }
    }
  }

  private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
    let left = ContinuousClock.now.duration(to: deadline).components
    let milliseconds = left.seconds * 1_000 + left.attoseconds / 1_000_000_000_000_000
    // One more, so that a deadline less than a millisecond away is not polled for busily.
    return Int32(clamping: max(0, milliseconds + 1))
  }
}
