import NIOHTTP1
import Testing

@testable import WebBridge

struct WebSocketHandshakeTests {
  private func head(
    _ changes: [String: String?] = [:], method: HTTPMethod = .GET
  ) -> HTTPRequestHead {
    var headers = HTTPHeaders([
      ("Connection", "keep-alive, Upgrade"), ("Upgrade", "websocket"),
      ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), ("Sec-WebSocket-Version", "13"),
    ])
    for (name, value) in changes {
      headers.remove(name: name)
      if let value { headers.add(name: name, value: value) }
    }
    return HTTPRequestHead(version: .http1_1, method: method, uri: "/", headers: headers)
  }

  @Test func `answers as RFC 6455 says in its example`() {
    #expect(WebSocketHandshake.look(at: head()) == .accept(key: "dGhlIHNhbXBsZSBub25jZQ=="))
    let answer = WebSocketHandshake.acceptance(of: "dGhlIHNhbXBsZSBub25jZQ==")
    #expect(answer.status == .switchingProtocols)
    #expect(answer.headers["sec-websocket-accept"] == ["s3pPLMBiTxaQ9kYGzzhZRbK+xOo="])
  }

  @Test func `a request without the wish is none`() {
    #expect(WebSocketHandshake.look(at: head(["Upgrade": nil])) == .none)
    #expect(WebSocketHandshake.look(at: head(["Upgrade": "h2c"])) == .none)
  }

  @Test func `a wish that is not whole is refused by what it lacks`() {
    #expect(WebSocketHandshake.look(at: head(["Connection": "close"])) == .refuse(.badRequest))
    #expect(WebSocketHandshake.look(at: head(["Sec-WebSocket-Key": nil])) == .refuse(.badRequest))
    #expect(
      WebSocketHandshake.look(at: head(["Sec-WebSocket-Key": "c2hvcnQ="])) == .refuse(.badRequest))
    #expect(WebSocketHandshake.look(at: head(method: .POST)) == .refuse(.badRequest))
    #expect(
      WebSocketHandshake.look(at: head(["Sec-WebSocket-Version": "8"]))
        == .refuse(.upgradeRequired))
  }
}
