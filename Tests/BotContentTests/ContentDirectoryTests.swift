import BotContent
import Foundation
import Testing

@Suite("Content directory")
struct ContentDirectoryTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "content-\(UUID().uuidString)")

  private func write(_ path: String, _ text: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  @Test func `intents and dialogs are read, subfolders too, and nothing else`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try write("intents/greet.yaml", "a")
    try write("intents/more/deep/order.yaml", "b")
    try write("intents/.#greet.yaml", "an editor's lock")
    try write("intents/.git/x.yaml", "hidden")
    try write("intents/notes.txt", "no content")
    try write("dialogs/texts/en.yaml", "c")
    try write("dialogs/slip.yml", "d")
    try write("other/x.yaml", "elsewhere")
    #expect(
      try ContentDirectory.read(folder).files == [
        "intents/greet.yaml": Data("a".utf8), "intents/more/deep/order.yaml": Data("b".utf8),
        "dialogs/texts/en.yaml": Data("c".utf8), "dialogs/slip.yml": Data("d".utf8),
      ])
  }

  @Test func `a folder behind a link is read`() throws {
    let link = folder.deletingLastPathComponent().appending(path: "link-\(UUID().uuidString)")
    defer {
      try? FileManager.default.removeItem(at: folder)
      try? FileManager.default.removeItem(at: link)
    }
    try write("intents/greet.yaml", "a")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: folder)
    #expect(try ContentDirectory.read(link).files.keys.sorted() == ["intents/greet.yaml"])
    // Its parts may be links as well.
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "dialogs"),
      withDestinationURL: folder.appending(path: "intents"))
    #expect(
      try ContentDirectory.read(link).files.keys.sorted() == [
        "dialogs/greet.yaml", "intents/greet.yaml",
      ])
  }

  @Test func `a named pipe does not block`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try write("intents/greet.yaml", "a")
    #expect(mkfifo(folder.appending(path: "intents/pipe.yaml").path, 0o600) == 0)
    #expect(try ContentDirectory.read(folder).files.keys.sorted() == ["intents/greet.yaml"])
  }

  @Test func `a missing folder says what to do next`() throws {
    let error = #expect(throws: ContentDirectoryError.self) { try ContentDirectory.read(folder) }
    #expect(
      error?.description
        == "there is no folder \(folder.path); give the bot's folder with --bot DIR")
  }

  @Test func `a folder without content says what to do next`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let error = #expect(throws: ContentDirectoryError.self) { try ContentDirectory.read(folder) }
    #expect(
      error?.description
        == "\(folder.path) is no bot's folder: it has neither intents/ nor dialogs/; "
        + "give one with --bot DIR")
  }
}
