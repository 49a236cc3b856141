/// Looks at the first bytes of a connection, and only at those, for HTTP.
///
/// A page in a browser can be made to send HTTP anywhere it can connect to. JSON never begins with
/// a method and a space, so such a connection is closed before a line of its body is read as a
/// request.
struct HTTPGuard {
  enum Verdict {
    /// Too few bytes to tell.
    case open
    case http
    case clear
  }

  private static let methods: [[UInt8]] = [
    "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "PRI",
    "PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "SEARCH", "REPORT",
  ].map { Array("\($0) ".utf8) }

  private var seen: [UInt8] = []
  private(set) var verdict = Verdict.open

  mutating func look(at bytes: some Sequence<UInt8>) {
    guard case .open = verdict else { return }
    for byte in bytes {
      seen.append(byte)
      if Self.methods.contains(seen) {
        verdict = .http
        return
      }
      guard Self.methods.contains(where: { $0.starts(with: seen) }) else {
        verdict = .clear
        return
      }
    }
  }
}
