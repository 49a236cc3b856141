/// Which pages may open a WebSocket here, by the `Origin` that their browser names (RFC 6454).
///
/// A browser tells the truth about it, whatever the page wants; so no foreign page can speak as
/// the customer or the agent who looks at it. A request without an origin is no browser's and is
/// refused, too.
struct OriginPolicy: Sendable {
  /// The origins that this bridge's own pages have; empty: whichever name it was called by.
  private let own: Set<String>
  /// Shop pages that embed the widget.
  private let embedding: Set<String>

  /// `host` and `port` are where the bridge listens, `publicURL` where browsers find it if that is
  /// elsewhere, `embedding` the origins of the pages that carry the widget.
  init(host: String, port: Int, publicURL: String?, embedding: [String]) {
    self.embedding = Set(embedding.compactMap(Self.origin))
    if let publicURL = publicURL.flatMap(Self.origin) {
      own = [publicURL]
    } else if Self.isLoopback(host) {
      // Not whatever name leads here: a foreign page may make its own name lead to this machine.
      own = Set(
        ["127.0.0.1", "localhost", "[::1]"].compactMap { Self.origin("http://\($0):\(port)") })
    } else {
      own = []
    }
  }

  /// Whether the page may use the widget's WebSocket.
  func allowsCustomer(origin: String?, host: String?) -> Bool {
    allowsAgent(origin: origin, host: host)
      || origin.flatMap(Self.origin).map(embedding.contains) ?? false
  }

  /// Whether the page is one of ours: the desk is nobody else's to embed.
  func allowsAgent(origin: String?, host: String?) -> Bool {
    guard let origin = origin.flatMap(Self.origin) else { return false }
    guard own.isEmpty else { return own.contains(origin) }
    guard let host else { return false }
    return origin == Self.origin("http://\(host)") || origin == Self.origin("https://\(host)")
  }

  /// `scheme://host[:port]` in lower case without a port that goes without saying; nil for what is
  /// no origin of a web page, such as `null`.
  static func origin(_ text: String) -> String? {
    let text = text.lowercased()
    guard let separator = text.firstRange(of: "://") else { return nil }
    let scheme = text[..<separator.lowerBound]
    guard scheme == "http" || scheme == "https" else { return nil }
    var authority = text[separator.upperBound...]
    if authority.hasSuffix("/") { authority = authority.dropLast() }
    let usual = scheme == "http" ? ":80" : ":443"
    if authority.hasSuffix(usual) { authority = authority.dropLast(usual.count) }
    guard !authority.isEmpty, !authority.contains(where: { "/@?# ".contains($0) }) else {
      return nil
    }
    return "\(scheme)://\(authority)"
  }

  static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }
}
