package import LineProtocol

/// A condition or value in content: total, without loops or side effects.
///
///     found.status == 'shipped' and hours_since(found.last_scan) > policy.stuck_hours
///
/// A name that is not there is `null`. Only `true` is true. An order comparison or a calculation
/// with anything but numbers yields false or null; nothing in here can fail or fail to end.
package indirect enum Expression: Equatable, Sendable {
  package enum Comparison: String, Sendable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case among = "in"
  }

  package enum Arithmetic: String, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
  }

  case literal(JSONValue)
  /// `found.items.0.sku` as its parts.
  case path([String])
  case list([Expression])
  case not(Expression)
  case and(Expression, Expression)
  case or(Expression, Expression)
  case compare(Comparison, Expression, Expression)
  case calculate(Arithmetic, Expression, Expression)
  case call(ExpressionFunction, [Expression])

  /// Every path it reads, in reading order: what `check` looks up.
  package var paths: [[String]] {
    switch self {
    case .literal: []
    case .path(let parts): [parts]
    case .list(let items): items.flatMap(\.paths)
    case .not(let inner): inner.paths
    case .and(let left, let right), .or(let left, let right): left.paths + right.paths
    case .compare(_, let left, let right): left.paths + right.paths
    case .calculate(_, let left, let right): left.paths + right.paths
    case .call(_, let arguments): arguments.flatMap(\.paths)
    }
  }
}

/// What conditions may call.
package enum ExpressionFunction: String, Sendable, CaseIterable {
  /// Hours from a time to now; null where the argument is no time.
  case hoursSince = "hours_since"
  case daysSince = "days_since"
  /// Hours from now to a time; negative once it has passed.
  case hoursUntil = "hours_until"
  /// Items of a list, fields of an object or characters of a text.
  case length = "len"
  /// Whether a list holds a value, or a text another text.
  case contains

  package var argumentCount: Int { self == .contains ? 2 : 1 }
}
