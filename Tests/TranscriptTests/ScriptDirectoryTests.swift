import BotContent
import Foundation
import LineProtocol
import Testing
import Transcripts

@Suite("Script directory")
struct ScriptDirectoryTests {
  private func withFolder(_ files: [String: Data], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, data) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: file)
    }
    try body(folder.path)
  }

  @Test func `finds transcripts below folders, sorted, and nothing hidden`() throws {
    let files = ["b.chat", "sub/a.chat", ".build/x.chat", "node_modules/y.chat", "c.txt"]
    try withFolder(Dictionary(uniqueKeysWithValues: files.map { ($0, Data()) })) { folder in
      let found = try ScriptDirectory.files(in: [folder, folder + "/c.txt", folder])
      #expect(
        found == [
          folder + "/b.chat", folder + "/c.txt", folder + "/sub/a.chat",
        ])
    }
  }

  @Test func `a path that is not there is the operator's mistake`() {
    #expect(throws: ScriptDirectoryError.missing("/nowhere/x.chat")) {
      try ScriptDirectory.files(in: ["/nowhere/x.chat"])
    }
  }

  @Test func `an include starts from the file's own folder`() throws {
    let files = [
      "common/shop.chat": "backend f -> 1", "order/a.chat": "include: ../common/shop.chat\n> hi",
    ]
    try withFolder(files.mapValues { Data($0.utf8) }) { folder in
      let reading = ScriptDirectory.read(folder + "/order/a.chat")
      #expect(reading.script?.stubs == [BackendStub(function: "f", answer: .value(1))])
      #expect(
        reading.sources.keys.sorted() == [folder + "/common/shop.chat", folder + "/order/a.chat"])
    }
  }

  @Test func `bytes that are no text, and a missing include, are findings`() throws {
    let files = ["a.chat": Data([0x3E, 0x20, 0xFF]), "b.chat": Data("include: c.chat".utf8)]
    try withFolder(files) { folder in
      #expect(
        ScriptDirectory.read(folder + "/a.chat").findings.map(\.message) == [
          "the file `\(folder)/a.chat` is not UTF-8"
        ])
      #expect(
        ScriptDirectory.read(folder + "/b.chat").findings.map(\.message) == [
          "the file `\(folder)/c.chat` cannot be read"
        ])
    }
  }
}
