import Dialogs

/// The tags of a reply text, read once more to find what Mustache itself does not say: where the
/// mistake is, and which parts of Mustache a reply has no use for.
struct TextTags {
  struct Mistake {
    /// Counted in Unicode scalars.
    var offset: Int
    var message: String
    var suggestion: String?
  }

  private static let transforms = ["date", "time", "label"]

  private let scalars: [Unicode.Scalar]

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The first mistake; nil where every tag is closed, known and in its place.
  var mistake: Mistake? {
    var sections: [(name: String, offset: Int)] = []
    var position = 0
    while let open = next("{", from: position) {
      guard let close = next("}", from: open + 2), next("{", from: open + 3) ?? close >= close
      else {
        return Mistake(offset: open, message: "this tag is not finished: `{{` needs its `}}`")
      }
      var name = String(
        String.UnicodeScalarView(scalars[open + 2..<close].filter { !$0.properties.isWhitespace }))
      position = close + 2
      let sign = name.first
      if let sign, "#^/&!><$=%{".contains(sign) { name.removeFirst() }
      switch sign {
      case "#", "^": sections.append((name, open))
      case "/":
        guard let section = sections.popLast() else {
          return Mistake(offset: open, message: "no section `\(name)` is open here")
        }
        guard section.name == name else {
          return Mistake(
            offset: open, message: "the section `\(section.name)` is open here, not `\(name)`",
            suggestion: "{{/\(section.name)}}")
        }
      case ">", "<", "$", "=", "%":
        return Mistake(offset: open, message: "replies do not use `{{\(sign ?? " ")`")
      case "!": continue
      default: break
      }
      if let mistake = unknownTransform(name, open) { return mistake }
    }
    return sections.last.map {
      Mistake(offset: $0.offset, message: "the section `\($0.name)` is never closed")
    }
  }

  private func unknownTransform(_ name: String, _ offset: Int) -> Mistake? {
    guard let bracket = name.firstIndex(of: "(") else { return nil }
    let transform = String(name[..<bracket])
    guard !Self.transforms.contains(transform) else { return nil }
    return Mistake(
      offset: offset, message: "there is no `\(transform)(…)` for texts",
      suggestion: DidYouMean.closest(to: transform, among: Self.transforms))
  }

  /// The next pair of that brace.
  private func next(_ brace: Unicode.Scalar, from start: Int) -> Int? {
    guard start + 1 < scalars.count else { return nil }
    return (start..<scalars.count - 1).first { scalars[$0] == brace && scalars[$0 + 1] == brace }
  }
}
