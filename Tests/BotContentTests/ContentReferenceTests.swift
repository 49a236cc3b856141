import BotContent
import Dialogs
import Foundation
import Testing

/// docs/content.md says what is: its tutorial fits the shipped shop, and nothing is left out.
@Suite("Content reference")
struct ContentReferenceTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private let page: String

  init() throws {
    page = try String(
      contentsOf: Self.root.appending(path: "docs/content.md"), encoding: .utf8)
  }

  /// Lays the YAML blocks of the tutorial over the shop, as their first lines say.
  private func tutorial(upTo part: Int) throws -> ContentFiles {
    var files = try ContentDirectory.read(Self.root)
    for block in page.components(separatedBy: "```yaml\n").dropFirst().prefix(part) {
      let text = block.components(separatedBy: "\n```")[0] + "\n"
      let heading = text.prefix { $0 != "\n" }.dropFirst(2).split(separator: ",")
      let path = String(heading[0])
      let body = text.drop { $0 != "\n" }.dropFirst()
      let old = files.files[path].map { String(decoding: $0, as: UTF8.self) } ?? ""
      switch heading.count > 1 ? heading[1] : "" {
      case " at the end": files.files[path] = Data((old + "\n" + body).utf8)
      case " below intents:":
        files.files[path] = Data(
          old.replacing("\nintents:\n", with: "\nintents:\n" + body, maxReplacements: 1).utf8)
      default: files.files[path] = Data(text.utf8)
      }
    }
    return files
  }

  @Test func `the shipped content has no errors`() throws {
    let (report, sources) = BotLoader.check(try ContentDirectory.read(Self.root))
    #expect(report.errors == 0, "\(FindingPrinter().text(report, sources: sources))")
  }

  @Test func `the tutorial is right from beginning to end`() throws {
    let before = BotLoader.check(try ContentDirectory.read(Self.root)).report
    let (report, sources) = BotLoader.check(try tutorial(upTo: 10))
    #expect(report == before, "\(FindingPrinter().text(report, sources: sources))")
  }

  @Test func `the first finding of the tutorial is the one shown`() throws {
    let (report, sources) = BotLoader.check(try tutorial(upTo: 2))
    let printed = FindingPrinter().text(report, sources: sources)
    let start = try #require(page.range(of: "\n```\ndialogs/gift_wrap.yaml"))
    let shown = page[start.lowerBound...].dropFirst(5).prefix { $0 != "…" }
    #expect(printed.hasPrefix(shown))
  }

  @Test func `every text, function and operator is in the reference`() {
    for text in SystemText.allCases { #expect(page.contains("| `\(text.rawValue)` |")) }
    for function in ExpressionFunction.allCases { #expect(page.contains("`\(function.rawValue)(")) }
    for group in TextTable.reservedGroups { #expect(page.contains("| `\(group)` |")) }
    for reason in EscalationReason.allCases { #expect(page.contains("`\(reason.rawValue)`")) }
  }

  @Test(arguments: FindingRule.allCases)
  func `every finding is in the reference`(rule: FindingRule) {
    #expect(page.contains("`\(rule.rawValue)`"))
  }
}
