import Crypto
import Foundation

/// The secret that a customer's browser holds for its chat.
///
/// Whoever has the key has the chat. The daemon, its file, the logs and the agents know the chat by
/// `chat`, from which nobody finds the key; so nobody but the browser can speak as the customer.
struct ChatKey: Hashable {
  /// The daemon's name of the chat: `web-` and 160 bits of the key's SHA-256.
  let chat: String

  /// Nil for what cannot hold 128 random bits, or is of other characters than base64url's.
  init?(_ key: String) {
    guard (22...64).contains(key.utf8.count), key.utf8.allSatisfy(Self.isKeyCharacter) else {
      return nil
    }
    let digest = SHA256.hash(data: Data("parley chat \(key)".utf8)).prefix(20)
    chat = "web-" + digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func isKeyCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
