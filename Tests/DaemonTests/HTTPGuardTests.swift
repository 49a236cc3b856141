import Testing

@testable import Daemon

@Suite("HTTP guard")
struct HTTPGuardTests {
  private func verdict(_ pieces: String...) -> HTTPGuard.Verdict {
    var http = HTTPGuard()
    for piece in pieces { http.look(at: piece.utf8) }
    return http.verdict
  }

  @Test(arguments: ["GET / HTTP/1.1", "POST /", "OPTIONS *", "PRI * HTTP/2.0", "DELETE "])
  func `a method and a space are HTTP, in any pieces`(text: String) {
    #expect(verdict(text) == .http)
    var http = HTTPGuard()
    for byte in text.utf8 { http.look(at: [byte]) }
    #expect(http.verdict == .http)
  }

  @Test(arguments: [
    "{", "get / HTTP/1.1", "GET\n", "GETTING ", "HELLO x", " GET /", "\r\n", "\u{FF}",
  ])
  func `anything else is not`(text: String) {
    #expect(verdict(text) == .clear)
  }

  @Test func `too few bytes tell nothing yet`() {
    #expect(verdict("") == .open)
    #expect(verdict("GE") == .open)
    #expect(verdict("GE", "T") == .open)
    #expect(verdict("GE", "T", " /") == .http)
  }

  @Test func `only the first bytes are looked at`() {
    #expect(verdict("{}\n", "GET / HTTP/1.1") == .clear)
  }
}
