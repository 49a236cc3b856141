import Glibc
import NIOCore

/// Who is at the other end of a Unix socket, by the kernel's word (SO_PEERCRED).
///
/// The layout is the kernel's `struct ucred`, which Glibc's module map does not show to Swift.
struct PeerCredentials: Sendable {
  var process: Int32 = -1
  var user: UInt32 = .max
  var group: UInt32 = .max

  /// Asks the kernel, once: what is answered was true when the peer connected.
  static func of(_ channel: any Channel) -> EventLoopFuture<PeerCredentials> {
    guard let options = channel as? any SocketOptionProvider else {
      return channel.eventLoop.makeSucceededFuture(PeerCredentials())
    }
    return options.unsafeGetSocketOption(
      level: NIOBSDSocket.OptionLevel(rawValue: SOL_SOCKET),
      name: NIOBSDSocket.Option(rawValue: SO_PEERCRED))
  }
}
