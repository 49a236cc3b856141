import NIOCore
import NIOHTTP1
import Testing

@testable import WebBridge

struct ClientAddressTests {
  private let peer = try? SocketAddress(ipAddress: "10.0.0.7", port: 5_000)

  @Test func `is the peer's whatever the browser claims`() {
    let headers: HTTPHeaders = ["X-Forwarded-For": "1.2.3.4"]
    #expect(ClientAddress.of(peer, headers, isBehindProxy: false) == "10.0.0.7")
  }

  @Test func `behind a proxy is what the proxy added last`() {
    let headers: HTTPHeaders = ["X-Forwarded-For": "6.6.6.6, 1.2.3.4"]
    #expect(ClientAddress.of(peer, headers, isBehindProxy: true) == "1.2.3.4")
    #expect(ClientAddress.of(peer, [:], isBehindProxy: true) == "10.0.0.7")
  }

  @Test func `a network of IPv6 counts as one and IPv4 within IPv6 as IPv4`() {
    #expect(ClientAddress.group("2001:db8:1:2::1") == "20010db800010002/64")
    #expect(ClientAddress.group("2001:db8:1:2:ffff::9") == "20010db800010002/64")
    #expect(ClientAddress.group("2001:db8:1:3::1") == "20010db800010003/64")
    #expect(ClientAddress.group("::ffff:1.2.3.4") == "1.2.3.4")
    #expect(ClientAddress.group("no address") == "no address")
  }
}
