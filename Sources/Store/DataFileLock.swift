import Foundation

/// Keeps a second daemon off the same data file.
///
/// `flock` on the data file itself: whichever name leads to it, and gone with the process that
/// held it, however that ended. SQLite's own locks are of another kind (`fcntl`), so that readers
/// may open the file at any time.
final class DataFileLock: Sendable {
  private let descriptor: Int32

  init(path: String) throws(StoreError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .inUse(path: path)
    }
  }

  deinit { close(descriptor) }
}
