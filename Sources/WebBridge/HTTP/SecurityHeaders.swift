import NIOHTTP1

/// What every answer tells the browser to keep to.
enum SecurityHeaders {
  /// Nothing runs and nothing is loaded but this bridge's own files; no page may frame ours.
  static let policy = """
    default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
    """

  static let common: [(String, String)] = [
    ("content-security-policy", policy),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("cross-origin-opener-policy", "same-origin"),
  ]

  /// For the widget's files: any page may load them; whether it may connect is another question.
  static let embeddable: [(String, String)] = [
    ("access-control-allow-origin", "*"),
    ("cross-origin-resource-policy", "cross-origin"),
  ]

  static let own: [(String, String)] = [("cross-origin-resource-policy", "same-origin")]
}
