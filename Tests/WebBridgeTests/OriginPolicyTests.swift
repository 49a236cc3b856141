import Testing

@testable import WebBridge

struct OriginPolicyTests {
  @Test(
    arguments: [
      ("http://127.0.0.1:8080", true), ("http://localhost:8080", true), ("http://[::1]:8080", true),
      ("HTTP://LocalHost:8080", true), ("http://localhost:8081", false),
      ("https://localhost:8080", false), ("http://evil.example:8080", false), ("null", false),
      ("", false), ("http://127.0.0.1:8080.evil.example", false),
      ("http://evil.example#http://127.0.0.1:8080", false), ("file://", false),
    ])
  func `on this machine only pages of this machine may connect`(origin: String, allowed: Bool) {
    let policy = OriginPolicy(host: "127.0.0.1", port: 8_080, publicURL: nil, embedding: [])
    // Whatever name the browser was led here by: a page can make its own name lead here.
    #expect(policy.allowsAgent(origin: origin, host: "evil.example:8080") == allowed)
    #expect(policy.allowsCustomer(origin: origin, host: "evil.example:8080") == allowed)
  }

  @Test func `a request that names no origin is refused`() {
    let policy = OriginPolicy(host: "127.0.0.1", port: 8_080, publicURL: nil, embedding: [])
    #expect(!policy.allowsCustomer(origin: nil, host: "127.0.0.1:8080"))
  }

  @Test func `shop pages that were allowed carry the widget but never the desk`() {
    let policy = OriginPolicy(
      host: "127.0.0.1", port: 8_080, publicURL: "https://chat.example.com",
      embedding: ["https://shop.example.com", "https://shop.example.com.tw:443/"])
    for origin in ["https://shop.example.com", "https://shop.example.com.tw"] {
      #expect(policy.allowsCustomer(origin: origin, host: nil))
      #expect(!policy.allowsAgent(origin: origin, host: nil))
    }
    #expect(policy.allowsAgent(origin: "https://chat.example.com", host: nil))
    #expect(!policy.allowsCustomer(origin: "http://shop.example.com", host: nil))
    #expect(!policy.allowsCustomer(origin: "https://evil-shop.example.com", host: nil))
    // With a public address this machine's own names are foreign.
    #expect(!policy.allowsAgent(origin: "http://127.0.0.1:8080", host: nil))
  }

  @Test func `open to a network its own pages are those of the name it was called by`() {
    let policy = OriginPolicy(host: "0.0.0.0", port: 80, publicURL: nil, embedding: [])
    #expect(policy.allowsAgent(origin: "http://desk.shop.lan", host: "desk.shop.lan"))
    #expect(policy.allowsAgent(origin: "http://10.1.2.3:8080", host: "10.1.2.3:8080"))
    #expect(!policy.allowsAgent(origin: "http://evil.example", host: "desk.shop.lan"))
    #expect(!policy.allowsAgent(origin: "http://desk.shop.lan", host: nil))
  }
}
