/// Cuts a stream of bytes into lines, however the bytes arrive.
///
/// A socket hands over whatever the kernel had: half a line, or three lines and a half. Append
/// each piece as it comes and drain what it completes:
///
///     var buffer = LineBuffer(limit: 65_536)
///     buffer.append("{\"id\"".utf8)           // next() → nil
///     buffer.append(":1}\r\n\n{}\n".utf8)     // next() → {"id":1}, then {}, then nil
///
/// A line ends with LF; a CR before it is dropped, so `nc` and `telnet` both work by hand. Empty
/// lines are no lines. Holds at most one unfinished line of `limit` bytes plus what was appended
/// and not yet drained.
package struct LineBuffer: Sendable {
  package enum Line: Hashable, Sendable {
    case line([UInt8])
    /// Reported once, when the limit is passed; the rest of that line is skipped.
    case tooLong
  }

  /// The longest line, in bytes, without its line end.
  package let limit: Int
  private var bytes: [UInt8] = []
  /// Where the unfinished line begins; everything before was handed out.
  private var start = 0
  /// No LF before this; what was looked at is not looked at again.
  private var scanned = 0
  private var isSkipping = false

  package init(limit: Int) {
    precondition(limit > 0, "a line limit of \(limit)")
    self.limit = limit
  }

  package mutating func append(_ piece: some Sequence<UInt8>) {
    bytes.append(contentsOf: piece)
  }

  /// The next line that is complete or known to be too long.
  package mutating func next() -> Line? {
    while let end = bytes[scanned...].firstIndex(of: UInt8(ascii: "\n")) {
      let wasSkipping = isSkipping
      let line = lineContent(upTo: end)
      isSkipping = false
      start = end + 1
      scanned = start
      if wasSkipping || line.isEmpty { continue }
      return line.count > limit ? .tooLong : .line(Array(line))
    }
    scanned = bytes.count
    return unfinished()
  }

  private func lineContent(upTo end: Int) -> ArraySlice<UInt8> {
    let hasReturn = end > start && bytes[end - 1] == UInt8(ascii: "\r")
    return bytes[start..<(hasReturn ? end - 1 : end)]
  }

  /// Makes room, and gives up on an endless line now, not at its end: a peer that never sends one
  /// would otherwise grow this buffer until the daemon dies.
  private mutating func unfinished() -> Line? {
    // One byte more than the limit may still be the CR of a line that just fits.
    let pending = bytes.count - start
    let isOver =
      pending > limit + 1 || (pending == limit + 1 && bytes.last != UInt8(ascii: "\r"))
    let isNews = isOver && !isSkipping
    if isOver { isSkipping = true }
    if isSkipping {
      bytes.removeAll(keepingCapacity: true)
    } else if start > 0 {
      bytes.removeSubrange(..<start)
    }
    start = 0
    scanned = bytes.count
    return isNews ? .tooLong : nil
  }
}
