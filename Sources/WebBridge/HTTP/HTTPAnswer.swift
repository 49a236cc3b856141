import NIOCore
import NIOHTTP1

/// What is answered to one HTTP request.
struct HTTPAnswer {
  var status: HTTPResponseStatus
  var headers: [(String, String)]
  var body: ByteBuffer
  /// Whether the connection ends with it.
  var closes = false

  /// A word for people, for what is no page.
  static func text(
    _ status: HTTPResponseStatus, _ text: String? = nil, headers: [(String, String)] = [],
    closes: Bool = false
  ) -> HTTPAnswer {
    HTTPAnswer(
      status: status, headers: [("content-type", "text/plain; charset=utf-8")] + headers,
      body: ByteBuffer(string: (text ?? "\(status.code) \(status.reasonPhrase)") + "\n"),
      closes: closes)
  }

  /// How things are at this moment, for programs.
  static func status(_ status: HTTPResponseStatus, _ text: String, type: String) -> HTTPAnswer {
    HTTPAnswer(
      status: status, headers: [("content-type", type), ("cache-control", "no-store")],
      body: ByteBuffer(string: text))
  }

  /// The page, or `304` where the browser has it already.
  static func page(_ page: Page, for head: HTTPRequestHead) -> HTTPAnswer {
    let known = head.headers[canonicalForm: "if-none-match"]
    let isKnown = known.contains { $0 == page.tag || $0 == "W/" + page.tag || $0 == "*" }
    return HTTPAnswer(
      status: isKnown ? .notModified : .ok,
      headers: [
        ("etag", page.tag), ("cache-control", "no-cache"), ("content-type", page.contentType),
      ] + (page.isEmbeddable ? SecurityHeaders.embeddable : SecurityHeaders.own),
      body: isKnown ? ByteBuffer() : page.content)
  }

  func head(isLast: Bool) -> HTTPResponseHead {
    var response = HTTPResponseHead(version: .http1_1, status: status)
    for (name, value) in SecurityHeaders.common + headers {
      response.headers.add(name: name, value: value)
    }
    if isLast { response.headers.add(name: "connection", value: "close") }
    if status != .notModified {
      response.headers.add(name: "content-length", value: "\(body.readableBytes)")
    }
    return response
  }
}
