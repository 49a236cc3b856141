import Crypto
import Foundation
import NIOHTTP1

/// The opening handshake of a WebSocket (RFC 6455, section 4.2).
///
/// Our own few lines and not NIO's upgrader, which forgets the request when it refuses one: the
/// browser would wait for an answer that never comes.
enum WebSocketHandshake {
  enum Verdict: Equatable {
    /// No WebSocket is asked for.
    case none
    case accept(key: String)
    case refuse(HTTPResponseStatus)
  }

  static func look(at head: HTTPRequestHead) -> Verdict {
    let upgrade = head.headers[canonicalForm: "upgrade"].map { $0.lowercased() }
    guard upgrade.contains("websocket") else { return .none }
    let connection = head.headers[canonicalForm: "connection"].map { $0.lowercased() }
    guard head.method == .GET, head.version == .http1_1, connection.contains("upgrade"),
      let key = head.headers.first(name: "sec-websocket-key"),
      Data(base64Encoded: key)?.count == 16
    else { return .refuse(.badRequest) }
    guard head.headers.first(name: "sec-websocket-version") == "13" else {
      return .refuse(.upgradeRequired)
    }
    return .accept(key: key)
  }

  /// The head of the answer that makes the connection a WebSocket.
  static func acceptance(of key: String) -> HTTPResponseHead {
    let digest = Insecure.SHA1.hash(data: Data("\(key)258EAFA5-E914-47DA-95CA-C5AB0DC85B11".utf8))
    return HTTPResponseHead(
      version: .http1_1, status: .switchingProtocols,
      headers: [
        "upgrade": "websocket", "connection": "upgrade",
        "sec-websocket-accept": Data(digest).base64EncodedString(),
      ])
  }
}
