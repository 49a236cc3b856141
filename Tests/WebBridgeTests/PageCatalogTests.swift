import Foundation
import NIOCore
import Testing

@testable import WebBridge

struct PageCatalogTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources/WebBridge/Web").standardizedFileURL

  private func filesOnDisk() throws -> [String] {
    let names = try #require(
      FileManager.default.enumerator(atPath: Self.folder.path)?.allObjects as? [String])
    return try names.filter { name in
      let file = Self.folder.appending(path: name)
      return try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
    }.sorted()
  }

  @Test func `every file of the folder is in the program as it is`() throws {
    let files = try filesOnDisk()
    let names = WebFile.all.map(\.name)
    #expect(names.filter { !files.contains($0) } == [], "in WebFile+All.swift, not in the folder")
    #expect(files.filter { !names.contains($0) } == [], "in the folder, not in WebFile+All.swift")
    #expect(names == names.sorted())
    for file in WebFile.all {
      let content = try Data(contentsOf: Self.folder.appending(path: file.name))
      #expect(content == Data(file.content), "\(file.name)")
    }
  }

  @Test func `finds the two pages and their files and nothing else`() {
    let catalog = PageCatalog()
    #expect(catalog.page(at: "/")?.contentType == "text/html; charset=utf-8")
    #expect(catalog.page(at: "/desk")?.contentType == "text/html; charset=utf-8")
    #expect(catalog.page(at: "/widget.js")?.contentType == "text/javascript; charset=utf-8")
    #expect(catalog.page(at: "/widget.js")?.isEmbeddable == true)
    #expect(catalog.page(at: "/desk")?.isEmbeddable == false)
    #expect(catalog.page(at: "/desk/") == nil)
    #expect(catalog.page(at: "/shop/shop.htm") == nil)
  }

  @Test(
    arguments: [
      "/../Bridge.swift", "/widget/../../Bridge.swift", "//etc/passwd", "/.hidden", "/widget/",
      "/widget//x.js", "", "/\0", "/%2e%2e/Bridge.swift",
    ])
  func `no path leads out of the folder`(path: String) {
    #expect(PageCatalog(folder: Self.folder.path).page(at: path) == nil)
  }

  @Test func `from a folder a page is what is in the file now`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(
      at: folder.appending(path: "shop"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let catalog = PageCatalog(folder: folder.path)
    #expect(catalog.page(at: "/") == nil)
    try Data("one".utf8).write(to: folder.appending(path: "shop/shop.html"))
    let one = try #require(catalog.page(at: "/"))
    try Data("two".utf8).write(to: folder.appending(path: "shop/shop.html"))
    let two = try #require(catalog.page(at: "/"))
    #expect(String(buffer: two.content) == "two")
    #expect(one.tag != two.tag)
  }
}
