import BotContent
import Foundation
import Testing

/// Every folder below `Broken/` prints its `expected.txt`, to the letter.
///
/// The folder is laid over the complete bot in `_base`; `remove.txt` names files of the base that
/// are not there.
@Suite("Broken content")
struct BrokenContentTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Broken")

  static let cases: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { !$0.hasPrefix("_") && !$0.hasPrefix(".") }.sorted()

  static func files(of name: String) throws -> ContentFiles {
    var files = try ContentDirectory.read(folder.appending(path: "_base"))
    let own = folder.appending(path: name)
    let removed = own.appending(path: "remove.txt")
    if FileManager.default.fileExists(atPath: removed.path) {
      for path in try String(contentsOf: removed, encoding: .utf8).split(separator: "\n") {
        files.files[String(path)] = nil
      }
    } else {
      files.files.merge(try ContentDirectory.read(own).files) { _, new in new }
    }
    return files
  }

  @Test(arguments: cases)
  func `each case prints what is expected`(name: String) throws {
    let (report, sources) = BotLoader.check(try Self.files(of: name))
    let expected = try String(
      contentsOf: Self.folder.appending(path: name).appending(path: "expected.txt"),
      encoding: .utf8)
    #expect(FindingPrinter().text(report, sources: sources) == expected)
  }

  @Test func `there are cases at all`() {
    #expect(Self.cases.count >= 60)
  }

  @Test func `a report is sorted by file, line and column`() throws {
    let findings = BotLoader.check(try Self.files(of: "unknown_names")).report.findings
    let places = findings.map { ($0.file, $0.line, $0.column) }
    #expect(zip(places, places.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func `content with errors makes no bot, with warnings it does`() throws {
    #expect(BotLoader.load(try Self.files(of: "tag")).bot == nil)
    #expect(BotLoader.load(try Self.files(of: "unused_intent")).bot != nil)
  }

  @Test func `a file of more than 1 MiB is refused`() throws {
    var files = try ContentDirectory.read(Self.folder.appending(path: "_base"))
    files.files["intents/greet.yaml"]?.append(Data(repeating: UInt8(ascii: "#"), count: 1_048_576))
    #expect(
      BotLoader.check(files).report.findings.map(\.message) == [
        "the file is larger than 1 MiB; split it"
      ])
  }

  /// The findings are for people; here it only matters that there are any, and soon.
  ///
  /// A sixteenth of the largest file that is read, so that an accident of quadratic time still shows.
  @Test(arguments: [
    String(repeating: "[", count: 65_000),
    String(repeating: "{a: ", count: 16_000),
    String(repeating: "- ", count: 32_000),
    String(repeating: "? ", count: 32_000),
    String(repeating: "a: 1\n", count: 13_000),
    String(repeating: "&a ", count: 20_000),
    String(repeating: "*a ", count: 20_000),
    String(repeating: "\"", count: 65_001),
    String(repeating: "x", count: 65_000),
    String(repeating: "'\u{301}", count: 20_000),
    "examples: {en: [" + String(repeating: "{", count: 60_000) + "]}",
    (0..<3_000).map { "key\($0): value" }.joined(separator: "\n"),
    "states:\n" + (0..<2_000).map { "  s\($0): {go: [{to: s\($0 + 1)}]}" }.joined(separator: "\n"),
  ])
  func `a hostile file is refused`(text: String) throws {
    for path in ["intents/greet.yaml", "dialogs/order_track.yaml", "dialogs/texts/en.yaml"] {
      var files = try ContentDirectory.read(Self.folder.appending(path: "_base"))
      files.files[path] = Data(text.utf8)
      #expect(BotLoader.check(files).report.errors > 0)
    }
  }
}
