package import Foundation
package import LineProtocol

/// What an expression or a reply template can see.
package struct Scope: Sendable {
  /// Slots and saved results, by name.
  package var values: [String: JSONValue]
  package var now: Date

  package init(values: [String: JSONValue], now: Date) {
    self.values = values
    self.now = now
  }

  package func value(at path: [String]) -> JSONValue {
    guard let first = path.first, var current = values[first] else { return .null }
    for part in path.dropFirst() {
      switch current {
      case .object(let fields): current = fields[part] ?? .null
      case .array(let items):
        guard let index = Int(part), items.indices.contains(index) else { return .null }
        current = items[index]
      default: return .null
      }
    }
    return current
  }
}

extension Expression {
  package func evaluate(in scope: Scope) -> JSONValue {
    switch self {
    case .literal(let value): value
    case .path(let parts): scope.value(at: parts)
    case .list(let items): .array(items.map { $0.evaluate(in: scope) })
    case .not(let inner): .bool(!inner.holds(in: scope))
    case .and(let left, let right): .bool(left.holds(in: scope) && right.holds(in: scope))
    case .or(let left, let right): .bool(left.holds(in: scope) || right.holds(in: scope))
    case .compare(let how, let left, let right):
      .bool(Self.compare(how, left.evaluate(in: scope), right.evaluate(in: scope)))
    case .calculate(let how, let left, let right):
      Self.calculate(how, left.evaluate(in: scope), right.evaluate(in: scope))
    case .call(let function, let arguments):
      Self.call(function, arguments.map { $0.evaluate(in: scope) }, now: scope.now)
    }
  }

  package func holds(in scope: Scope) -> Bool { evaluate(in: scope) == .bool(true) }

  private static func compare(_ how: Comparison, _ left: JSONValue, _ right: JSONValue) -> Bool {
    switch how {
    case .equal: isEqual(left, right)
    case .notEqual: !isEqual(left, right)
    case .among:
      if case .array(let items) = right { items.contains { isEqual(left, $0) } } else { false }
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      if let order = order(left, right) { order(how) } else { false }
    }
  }

  private static func isEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if let left = left.double, let right = right.double { return left == right }
    return left == right
  }

  /// How two numbers or two texts stand to each other; nil where they cannot be ordered.
  private static func order(_ left: JSONValue, _ right: JSONValue) -> ((Comparison) -> Bool)? {
    func verdict<Value: Comparable>(_ left: Value, _ right: Value) -> (Comparison) -> Bool {
      { how in
        switch how {
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        case .equal, .notEqual, .among: false
        }
      }
    }
    if let left = number(left), let right = number(right) { return verdict(left, right) }
    if case .string(let left) = left, case .string(let right) = right {
      return verdict(left, right)
    }
    return nil
  }

  /// Slots hold texts, so that a text which is a number counts as one.
  private static func number(_ value: JSONValue) -> Double? {
    if let number = value.double { return number }
    guard case .string(let text) = value else { return nil }
    return Double(text)
  }

  private static func calculate(
    _ how: Arithmetic, _ left: JSONValue, _ right: JSONValue
  ) -> JSONValue {
    guard let left = number(left), let right = number(right) else { return .null }
    let result =
      switch how {
      case .plus: left + right
      case .minus: left - right
      case .times: left * right
      case .divided: left / right
      }
    guard result.isFinite else { return .null }
    return Int(exactly: result).map(JSONValue.integer) ?? .number(result)
  }

  private static func call(
    _ function: ExpressionFunction, _ arguments: [JSONValue], now: Date
  ) -> JSONValue {
    guard let first = arguments.first else { return .null }
    switch function {
    case .hoursSince, .daysSince, .hoursUntil:
      guard case .string(let text) = first, let time = Timestamp.date(text) else { return .null }
      let hours = now.timeIntervalSince(time) / 3_600
      return .number(
        function == .hoursSince ? hours : function == .daysSince ? hours / 24 : -hours)
    case .length:
      switch first {
      case .array(let items): return .integer(items.count)
      case .object(let fields): return .integer(fields.count)
      case .string(let text): return .integer(text.count)
      default: return .null
      }
    case .contains:
      guard arguments.count == 2 else { return .null }
      switch (first, arguments[1]) {
      case (.array(let items), let wanted): return .bool(items.contains { isEqual($0, wanted) })
      case (.string(let text), .string(let part)): return .bool(text.contains(part))
      default: return .bool(false)
      }
    }
  }
}

/// Times as the protocol and backends write them: ISO 8601.
package enum Timestamp {
  private static let withMilliseconds = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
  private static let withSeconds = Date.ISO8601FormatStyle(includingFractionalSeconds: false)

  /// UTC with milliseconds, as in `2026-11-22T05:06:28.112Z`.
  package static func text(_ date: Date) -> String {
    // The style cuts off what follows the millisecond; a date a hair below it is meant to be on it.
    let milliseconds = (date.timeIntervalSince1970 * 1_000).rounded()
    return Date(timeIntervalSince1970: (milliseconds + 0.1) / 1_000).formatted(withMilliseconds)
  }

  package static func date(_ text: String) -> Date? {
    guard text.utf8.count <= 40, text.first?.isNumber == true else { return nil }
    return (try? withMilliseconds.parse(text)) ?? (try? withSeconds.parse(text))
      ?? (try? withSeconds.parse(text + "T00:00:00Z"))
  }
}
