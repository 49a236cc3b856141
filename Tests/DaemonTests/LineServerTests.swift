import Foundation
import Glibc
import LineProtocol
import Testing

@testable import Daemon

@Suite("Line server")
struct LineServerTests {
  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func `the socket is the owner's alone and goes with the daemon`() async throws {
    let directory = try TemporaryDirectory()
    try await withDaemon(in: directory) { daemon in
      #expect(mode(daemon.socket) == 0o600)
    }
    #expect(!FileManager.default.fileExists(atPath: directory.path("s")))
  }

  @Test func `a socket on which somebody answers is not taken`() async throws {
    try await withDaemon { daemon in
      #expect(throws: ServerError.socketTaken(daemon.socket)) {
        try SocketFile(path: daemon.socket).clearStale()
      }
      try daemon.client().call("ping")
    }
  }

  @Test func `a socket left behind is replaced, any other file is not touched`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("left")
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    withUnsafePointer(to: &address) { pointer in
      _ = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    close(descriptor)
    #expect(FileManager.default.fileExists(atPath: path))
    try SocketFile(path: path).clearStale()
    #expect(!FileManager.default.fileExists(atPath: path))

    let text = directory.path("notes.txt")
    try Data("precious".utf8).write(to: URL(filePath: text))
    #expect(throws: ServerError.self) { try SocketFile(path: text).clearStale() }
    #expect(FileManager.default.fileExists(atPath: text))
  }

  @Test func `a path too long for a socket is refused by name`() {
    let path = "/tmp/" + String(repeating: "x", count: 110)
    #expect(throws: ServerError.socketPath(path, "is longer than 107 bytes")) {
      try SocketFile(path: path).clearStale()
    }
  }

  @Test func `a successor's socket is not removed`() throws {
    let directory = try TemporaryDirectory()
    let file = SocketFile(path: directory.path("s"))
    try Data().write(to: URL(filePath: file.path))
    file.remove(SocketFile.Identity(device: 0, inode: 0))
    #expect(file.identity != nil)
    file.remove(file.identity)
    #expect(file.identity == nil)
  }

  @Test func `stopping answers what was asked and closes`() async throws {
    let daemon = try await TestDaemon()
    let bridge = try daemon.client(.bridge)
    for number in 0..<50 { try bridge.ask("chat.open", ["chat": .string("c\(number)")]) }
    // The first answer shows that the daemon has read; how much more it has is its own affair.
    var answered = try bridge.answer()["result"]?["created"]?.bool == true ? 1 : 0
    await daemon.stop()
    #expect(throws: TestClient.Closed.self) {
      while true { if try bridge.answer()["result"] != nil { answered += 1 } }
    }
    #expect(answered >= 1)
    #expect(throws: TestClient.Closed.self) { try TestClient(daemon.socket) }
  }

  @Test func `one connection too many is told so, and its place is given again`() async throws {
    try await withDaemon(limits: ConnectionLimits(connections: 2)) { daemon in
      let first = try daemon.client()
      try first.call("ping")
      let second = try daemon.client()
      try second.call("ping")
      let third = try daemon.client()
      #expect(try third.line()["error"]?["data"]?["name"] == "OVERLOADED")
      #expect(throws: TestClient.Closed.self) { try third.line() }
      second.close()
      var fourth: TestClient?
      while fourth == nil {
        let client = try daemon.client()
        if (try? client.call("ping")) != nil { fourth = client }
      }
      try first.call("ping")
    }
  }
}
