import Glibc
import NIOCore

/// The place of a Unix socket in the file system: made safely, and cleared away.
struct SocketFile: Sendable {
  let path: String

  /// Removes what a daemon left behind that was killed.
  ///
  /// A socket on which somebody answers, or a file that is no socket, is not touched: throws.
  func clearStale() throws {
    guard path.utf8.count <= Self.longestPath else {
      throw ServerError.socketPath(path, "is longer than \(Self.longestPath) bytes")
    }
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT { return }
      throw ServerError.socketPath(path, String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFSOCK else {
      throw ServerError.socketPath(path, "is there and is no socket; remove it or choose another")
    }
    switch connectError() {
    case nil: throw ServerError.socketTaken(path)
    case ECONNREFUSED?:
      guard unlink(path) == 0 || errno == ENOENT else {
        throw ServerError.socketPath(path, String(cString: strerror(errno)))
      }
    case ENOENT?: return
    case let code?: throw ServerError.socketPath(path, String(cString: strerror(code)))
    }
  }

  /// Which file this is, to know it again; nil where there is none.
  var identity: Identity? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    return Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }

  /// Removes the file if it is still the one we made, and not a successor's.
  func remove(_ ours: Identity?) {
    if let ours, identity == ours { unlink(path) }
  }

  struct Identity: Equatable, Sendable {
    let device: UInt64
    let inode: UInt64
  }

  /// `sun_path` without its closing zero.
  private static let longestPath = 107

  /// Nil if somebody answers.
  private func connectError() -> Int32? {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    return result == 0 ? nil : errno
  }
}
