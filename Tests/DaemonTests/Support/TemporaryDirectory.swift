import Foundation

/// A folder of a test's own, gone with the test.
final class TemporaryDirectory: Sendable {
  let url: URL

  init() throws {
    // Short: the path of a Unix socket has at most 107 bytes.
    url = FileManager.default.temporaryDirectory
      .appending(path: "parley-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }
}
