package import LineProtocol
import Mustache

/// A reply text with `{{names}}` in it, compiled.
///
/// Mustache, as https://mustache.github.io/mustache.5.html has it, without HTML escaping: a reply
/// is plain text from end to end. Times and labels are written by transforms: `{{date(found.eta)}}`,
/// `{{time(found.ship_by)}}`, `{{label(reason)}}`.
package struct ReplyTemplate: Sendable {
  /// As the author wrote it.
  package let source: String
  private let template: MustacheTemplate
  /// Whether there is nothing to fill in.
  private let isLiteral: Bool

  /// Fails with a sentence for the author where `source` is no Mustache.
  package init(_ source: String) throws(ReplyTemplateError) {
    self.source = source
    isLiteral = !source.contains("{{")
    do {
      template = try MustacheTemplate(string: "{{% CONTENT_TYPE: TEXT}}" + source)
    } catch {
      throw ReplyTemplateError(reason: Self.explain(error))
    }
  }

  /// The text for these values; a name that is not there leaves nothing behind.
  package func render(_ values: [String: JSONValue], style: ReplyStyle) -> String {
    isLiteral ? source : template.render(RenderedValue(.object(values), style: style))
  }

  /// The value itself where the template is one tag and nothing else, so that types survive.
  package func value(in scope: Scope, style: ReplyStyle) -> JSONValue {
    if let path = Self.onlyTag(source) { return scope.value(at: path) }
    return .string(render(scope.values, style: style))
  }

  /// The paths that the template reads outside sections, for checking.
  package var paths: [[String]] {
    var paths: [[String]] = []
    var depth = 0
    var rest = source[...]
    while let open = rest.firstRange(of: "{{") {
      rest = rest[open.upperBound...]
      guard let close = rest.firstRange(of: "}}") else { break }
      var tag = rest[..<close.lowerBound].filter { !$0.isWhitespace && $0 != "{" && $0 != "}" }
      rest = rest[close.upperBound...]
      let kind = tag.first
      if let kind, "#^/!&%>".contains(kind) { tag.removeFirst() }
      if kind == "/" { depth -= 1 }
      if kind != "/", kind != "!", kind != "%", depth == 0 {
        if let argument = tag.split(separator: "(").last {
          paths.append(argument.filter { $0 != ")" }.split(separator: ".").map(String.init))
        }
      }
      if kind == "#" || kind == "^" { depth += 1 }
    }
    return paths
  }

  private static func onlyTag(_ source: String) -> [String]? {
    guard source.hasPrefix("{{"), source.hasSuffix("}}") else { return nil }
    let inner = source.dropFirst(2).dropLast(2)
    let isName = inner.allSatisfy { $0.isLetter || $0.isNumber || "_. ".contains($0) }
    return isName ? inner.filter { $0 != " " }.split(separator: ".").map(String.init) : nil
  }

  private static func explain(_ error: any Error) -> String {
    guard let error = error as? MustacheTemplate.ParserError else { return "\(error)" }
    return switch error.error as? MustacheTemplate.Error {
    case .sectionCloseNameIncorrect: "a section is closed under another name than it was opened"
    case .unfinishedName: "a tag is not finished: `{{` needs its `}}`"
    case .expectedSectionEnd: "a section is not closed"
    case nil: "a tag is not finished: `{{` needs its `}}`"
    default: "not a valid Mustache template"
    }
  }
}

package struct ReplyTemplateError: Error, Equatable {
  package var reason: String
}

/// A JSON value as Mustache sees it.
private struct RenderedValue: MustacheParent, MustacheTransformable, CustomStringConvertible {
  let value: JSONValue
  let style: ReplyStyle

  init(_ value: JSONValue, style: ReplyStyle) {
    self.value = value
    self.style = style
  }

  func child(named name: String) -> Any? {
    switch value {
    case .object(let fields): fields[name].flatMap { Self.rendered($0, style: style) }
    case .array(let items):
      Int(name).flatMap { items.indices.contains($0) ? items[$0] : nil }.flatMap {
        Self.rendered($0, style: style)
      }
    default: nil
    }
  }

  func transform(_ name: String) -> Any? {
    // The raw form: `description` has already put a time into words.
    let text = value.string ?? description
    return switch name {
    case "date": style.date(text) ?? text
    case "time": style.time(text) ?? text
    case "label": style.label(text)
    default: nil
    }
  }

  var description: String {
    switch value {
    case .null, .array, .object: ""
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value): String(value)
    case .string(let text): style.moment(text) ?? text
    }
  }

  /// What Mustache takes for a missing value, a truth value, a list or anything else.
  private static func rendered(_ value: JSONValue, style: ReplyStyle) -> Any? {
    switch value {
    case .null: nil
    case .bool(let value): value
    case .array(let items): items.compactMap { rendered($0, style: style) }
    default: RenderedValue(value, style: style)
    }
  }
}
