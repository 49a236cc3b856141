import LineProtocol

/// Why a text is no expression, and where.
package struct ExpressionError: Error, Equatable {
  /// Counted from 0, in Unicode scalars of the expression's text.
  package var offset: Int
  package var reason: String
  package var suggestion: String?
}

extension Expression {
  /// Reads the small language of conditions.
  ///
  ///     or      = and  { "or" and }
  ///     and     = not  { "and" not }
  ///     not     = "not" not | compare
  ///     compare = sum [ ("==" | "!=" | "<" | "<=" | ">" | ">=" | "in") sum ]
  ///     sum     = product { ("+" | "-") product }
  ///     product = primary { ("*" | "/") primary }
  ///     primary = number | 'text' | true | false | null | name{.name} | function(…) | [ … ] | ( … )
  package init(parsing text: String) throws(ExpressionError) {
    var parser = ExpressionParser(text)
    self = try parser.whole()
  }
}

private struct ExpressionParser {
  private enum Token: Equatable {
    case name(String)
    case number(Double)
    case text(String)
    case symbol(String)
    case end
  }

  /// Deeper nesting is refused, so that no text can exhaust the stack.
  private static let depthLimit = 40
  private static let symbols = [
    "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ",",
  ]

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var token = Token.end
  private var tokenStart = 0
  private var depth = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func whole() throws(ExpressionError) -> Expression {
    try advance()
    let expression = try disjunction()
    guard token == .end else { throw unexpected("the end") }
    return expression
  }

  private mutating func disjunction() throws(ExpressionError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw error("too deeply nested") }
    var left = try conjunction()
    while try take(.name("or")) { left = .or(left, try conjunction()) }
    return left
  }

  private mutating func conjunction() throws(ExpressionError) -> Expression {
    var left = try negation()
    while try take(.name("and")) { left = .and(left, try negation()) }
    return left
  }

  private mutating func negation() throws(ExpressionError) -> Expression {
    var negated = false
    while try take(.name("not")) { negated.toggle() }
    let inner = try comparison()
    return negated ? .not(inner) : inner
  }

  private mutating func comparison() throws(ExpressionError) -> Expression {
    let left = try sum()
    let sign: String
    switch token {
    case .symbol(let text): sign = text
    case .name("in"): sign = "in"
    default: return left
    }
    guard let how = Expression.Comparison(rawValue: sign) else { return left }
    try advance()
    return .compare(how, left, try sum())
  }

  private mutating func sum() throws(ExpressionError) -> Expression {
    var left = try product()
    while case .symbol(let sign) = token, sign == "+" || sign == "-" {
      try advance()
      left = .calculate(sign == "+" ? .plus : .minus, left, try product())
    }
    return left
  }

  private mutating func product() throws(ExpressionError) -> Expression {
    var left = try primary()
    while case .symbol(let sign) = token, sign == "*" || sign == "/" {
      try advance()
      left = .calculate(sign == "*" ? .times : .divided, left, try primary())
    }
    return left
  }

  private mutating func primary() throws(ExpressionError) -> Expression {
    let current = token
    let start = tokenStart
    switch current {
    case .number(let value):
      try advance()
      return .literal(Int(exactly: value).map(JSONValue.integer) ?? .number(value))
    case .text(let value):
      try advance()
      return .literal(.string(value))
    case .symbol("-"):
      try advance()
      guard case .number(let value) = token else { throw unexpected("a number") }
      try advance()
      return .literal(Int(exactly: -value).map(JSONValue.integer) ?? .number(-value))
    case .symbol("("):
      try advance()
      let inner = try disjunction()
      try expect(")")
      return inner
    case .symbol("["):
      try advance()
      return .list(try items(until: "]"))
    case .name("true"), .name("false"):
      try advance()
      return .literal(.bool(current == .name("true")))
    case .name("null"):
      try advance()
      return .literal(.null)
    case .name(let name):
      try advance()
      guard token == .symbol("(") else {
        return .path(name.split(separator: ".").map(String.init))
      }
      return try call(name, at: start)
    case .symbol, .end: throw unexpected("a value")
    }
  }

  private mutating func call(_ name: String, at start: Int) throws(ExpressionError) -> Expression {
    guard let function = ExpressionFunction(rawValue: name) else {
      let known = ExpressionFunction.allCases.map(\.rawValue)
      throw ExpressionError(
        offset: start, reason: "unknown function `\(name)`",
        suggestion: DidYouMean.closest(to: name, among: known))
    }
    try advance()
    let arguments = try items(until: ")")
    guard arguments.count == function.argumentCount else {
      throw ExpressionError(
        offset: start,
        reason: "`\(name)` takes \(function.argumentCount) argument(s), not \(arguments.count)")
    }
    return .call(function, arguments)
  }

  private mutating func items(until close: String) throws(ExpressionError) -> [Expression] {
    var items: [Expression] = []
    if try take(.symbol(close)) { return items }
    repeat { items.append(try disjunction()) } while try take(.symbol(","))
    try expect(close)
    return items
  }

  private mutating func take(_ wanted: Token) throws(ExpressionError) -> Bool {
    guard token == wanted else { return false }
    try advance()
    return true
  }

  private mutating func expect(_ symbol: String) throws(ExpressionError) {
    guard try take(.symbol(symbol)) else { throw unexpected("`\(symbol)`") }
  }

  private mutating func advance() throws(ExpressionError) {
    while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 }
    tokenStart = position
    guard position < scalars.count else {
      token = .end
      return
    }
    let first = scalars[position]
    if first == "'" || first == "\"" {
      token = .text(try quoted(by: first))
    } else if ("0"..."9").contains(first) {
      let digits = run { ("0"..."9").contains($0) || $0 == "." }
      guard let value = Double(digits) else { throw error("`\(digits)` is no number") }
      token = .number(value)
    } else if Self.isNameStart(first) {
      token = .name(run { Self.isNameStart($0) || ("0"..."9").contains($0) || $0 == "." })
    } else if let symbol = Self.symbols.first(where: { starts(with: $0) }) {
      position += symbol.unicodeScalars.count
      token = .symbol(symbol)
    } else if first == "=" {
      throw ExpressionError(offset: position, reason: "`=` compares nothing", suggestion: "==")
    } else {
      throw error("unexpected character `\(first)`")
    }
  }

  private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
  }

  private func starts(with symbol: String) -> Bool {
    scalars[position...].starts(with: symbol.unicodeScalars)
  }

  private mutating func run(while isPart: (Unicode.Scalar) -> Bool) -> String {
    var text = String.UnicodeScalarView()
    while position < scalars.count, isPart(scalars[position]) {
      text.append(scalars[position])
      position += 1
    }
    return String(text)
  }

  private mutating func quoted(by quote: Unicode.Scalar) throws(ExpressionError) -> String {
    position += 1
    let text = run { $0 != quote }
    guard position < scalars.count else { throw error("the text has no closing quote") }
    position += 1
    return text
  }

  private func error(_ reason: String) -> ExpressionError {
    ExpressionError(offset: tokenStart, reason: reason)
  }

  private func unexpected(_ wanted: String) -> ExpressionError {
    let found =
      switch token {
      case .name(let name): "`\(name)`"
      case .number: "a number"
      case .text: "a text"
      case .symbol(let symbol): "`\(symbol)`"
      case .end: "the end"
      }
    return error("expected \(wanted), found \(found)")
  }
}
