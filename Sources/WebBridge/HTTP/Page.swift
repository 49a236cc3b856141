import Crypto
import Foundation
import NIOCore

/// One file that browsers may ask for.
struct Page: Sendable {
  let contentType: String
  let content: ByteBuffer
  /// A strong entity tag (RFC 9110, section 8.8.3).
  let tag: String
  /// Whether pages of other origins may load it: the widget's files.
  let isEmbeddable: Bool

  init(_ content: [UInt8], file: String, isEmbeddable: Bool) {
    contentType = Self.contentType(of: file)
    self.content = ByteBuffer(bytes: content)
    let digest = SHA256.hash(data: content).prefix(12)
    tag = "\"\(Data(digest).base64EncodedString())\""
    self.isEmbeddable = isEmbeddable
  }

  /// With the character set: without it a browser reads a script as it reads the page around it.
  private static func contentType(of file: String) -> String {
    switch file.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "svg": "image/svg+xml; charset=utf-8"
    default: "application/octet-stream"
    }
  }
}
