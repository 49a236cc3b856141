import Glibc
import NIOCore
import NIOHTTP1

/// Whose address a request counts for.
enum ClientAddress {
  /// The peer's; behind a proxy that we were told of, the last one that the proxy added.
  static func of(_ peer: SocketAddress?, _ headers: HTTPHeaders, isBehindProxy: Bool) -> String {
    let own = peer?.ipAddress ?? "unknown"
    guard isBehindProxy, let last = headers[canonicalForm: "x-forwarded-for"].last, !last.isEmpty
    else { return group(own) }
    return group(String(last))
  }

  /// A home or an office has a whole /64 of IPv6 addresses: it counts as one.
  static func group(_ address: String) -> String {
    guard let parsed = try? SocketAddress(ipAddress: address, port: 0),
      case .v6(let v6) = parsed
    else { return address }
    let bytes = withUnsafeBytes(of: v6.address.sin6_addr) { Array($0) }
    let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    if isMapped { return bytes[12...].map { "\($0)" }.joined(separator: ".") }
    return bytes[..<8].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "/64"
  }
}
