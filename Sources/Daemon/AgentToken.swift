import Crypto
import Foundation

/// An agent's secret: whoever has it is that agent.
package struct AgentToken: Sendable {
  /// Says what it is to who finds it, and to programs that look for secrets where none belong.
  private static let prefix = "pat_"
  private static let bytes = 32

  package let text: String

  /// A new one, of 256 bits from the system's own source.
  package static func random() -> AgentToken {
    let secret = Data((0..<bytes).map { _ in UInt8.random(in: .min ... .max) })
    // Base64 for URLs (RFC 4648 §5): nothing in it needs quoting anywhere.
    let letters = secret.base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    return AgentToken(text: prefix + letters)
  }

  /// What is kept of it.
  package var hash: String { Self.hash(of: text) }

  /// Tokens are random and long; a plain hash keeps them from whoever reads the file.
  package static func hash(of text: String) -> String {
    SHA256.hash(data: Data(text.utf8)).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
