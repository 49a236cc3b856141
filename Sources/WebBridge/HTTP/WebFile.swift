/// A file below `Web/` that is part of the program.
///
/// SwiftPM embeds every file by its base name; this table gives them back their folders. A test
/// compares it with what is in the folder.
struct WebFile: Sendable {
  /// Below `Web/`: `widget/outbox.js`.
  let name: String
  let content: [UInt8]

  init(_ name: String, _ content: [UInt8]) {
    self.name = name
    self.content = content
  }

  /// What browsers ask for: `/widget/outbox.js`, and `/` and `/desk` for the two pages.
  var path: String {
    switch name {
    case "shop/shop.html": "/"
    case "desk/desk.html": "/desk"
    default: "/" + name
    }
  }

  var isEmbeddable: Bool { Self.isEmbeddable(name) }

  static func isEmbeddable(_ name: String) -> Bool {
    name == "widget.js" || name.hasPrefix("widget/") || name.hasPrefix("parts/")
  }

  /// The inverse of `path`; nil for what no file could have.
  static func name(at path: String) -> String? {
    switch path {
    case "/": "shop/shop.html"
    case "/desk": "desk/desk.html"
    default: path.hasPrefix("/") ? String(path.dropFirst()) : nil
    }
  }
}
