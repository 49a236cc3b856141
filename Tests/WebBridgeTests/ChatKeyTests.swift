import Testing

@testable import WebBridge

struct ChatKeyTests {
  @Test func `names the chat by its SHA-256`() {
    // printf 'parley chat AAAAAAAAAAAAAAAAAAAAAA' | sha256sum | cut -c1-40
    #expect(
      ChatKey("AAAAAAAAAAAAAAAAAAAAAA")?.chat == "web-ab556ebabe47d6bcec5234cac5eac3d19b4f37a7")
  }

  @Test func `needs room for 128 random bits`() {
    #expect(ChatKey(String(repeating: "a", count: 21)) == nil)
    #expect(ChatKey(String(repeating: "a", count: 22)) != nil)
    #expect(ChatKey(String(repeating: "a", count: 64)) != nil)
    #expect(ChatKey(String(repeating: "a", count: 65)) == nil)
  }

  @Test(arguments: ["", "web-0123456789012345678901234567", "c92", "密密密密密密密密密密密密密密密密密密密密密密"])
  func `is of base64url's characters only`(text: String) {
    let isKey = text.hasPrefix("web-")
    #expect((ChatKey(text) != nil) == isKey)
    // Even the name of a chat is only a key, of another chat.
    #expect(ChatKey(text)?.chat != text)
  }
}
