import Foundation
import NIOCore

/// The files of the widget, the desk and the demo shop, by the path that browsers ask for.
///
/// They are in the program itself; with a folder they are read from there at every request, so
/// that who works on them sees a change by reloading the page.
struct PageCatalog: Sendable {
  private let pages: [String: Page]
  private let folder: URL?

  /// `folder` is one laid out as `Sources/WebBridge/Web`.
  init(folder: String? = nil) {
    self.folder = folder.map { URL(filePath: $0, directoryHint: .isDirectory) }
    pages = Dictionary(
      uniqueKeysWithValues: WebFile.all.map { file in
        (
          file.path,
          Page(file.content, file: file.name, isEmbeddable: file.isEmbeddable)
        )
      })
  }

  /// The page at that path of a URL, its query left out; nil where there is none.
  func page(at path: String) -> Page? {
    guard let folder else { return pages[path] }
    // Only paths that the catalogue could have: nothing else of the disk can be asked for.
    guard let file = WebFile.name(at: path),
      !file.split(separator: "/", omittingEmptySubsequences: false).contains(where: {
        $0.isEmpty || $0.hasPrefix(".")
      }),
      let content = try? Data(contentsOf: folder.appending(path: file))
    else { return nil }
    return Page([UInt8](content), file: file, isEmbeddable: WebFile.isEmbeddable(file))
  }
}
