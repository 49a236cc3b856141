import Dialogs
import Foundation
import LineProtocol
import Testing

@Suite("Expression")
struct ExpressionTests {
  private let scope = Scope(
    values: [
      "order": "20251120778", "count": "3", "nothing": .null,
      "found": [
        "status": "shipped", "amount": 320, "last_scan": "2026-11-20T00:00:00Z",
        "items": [["sku": "A-1"], ["sku": "B-2"]],
      ],
      "policy": ["stuck_hours": 48],
    ],
    now: Date(timeIntervalSince1970: 1_795_392_000))  // 2026-11-23T00:00:00Z

  private func holds(_ text: String) throws -> Bool {
    try Expression(parsing: text).holds(in: scope)
  }

  @Test(arguments: [
    "found != null",
    "missing == null",
    "found.status == 'shipped' and hours_since(found.last_scan) > policy.stuck_hours",
    "hours_since(found.last_scan) == 72",
    "days_since(found.last_scan) == 3",
    "hours_until('2026-11-23T02:30:00Z') == 2.5",
    "found.items.1.sku == \"B-2\"",
    "len(found.items) == 2",
    "found.status in ['paid', 'shipped']",
    "contains(found.status, 'ship')",
    "not (found.amount < 320) and found.amount <= 320",
    "count > 2",
    "found.amount * 2 - 40 == 600",
    "1 + 2 * 3 == 7",
    "false or not false and true",
    "-1 < 0",
  ])
  func `holds`(text: String) throws {
    #expect(try holds(text))
  }

  @Test(arguments: [
    "missing > 3",
    "missing < 3",
    "nothing == 0",
    "found > 1",
    "hours_since(order) > 0",
    "hours_since('soon') > 0",
    "found.amount / 0 > 1",
    "'yes'",
    "1",
    "found.items.7.sku == 'B-2'",
    "found.status.deeper == 'x'",
  ])
  func `null and nonsense are never true`(text: String) throws {
    #expect(try !holds(text))
  }

  @Test(arguments: [
    ("found.status = 'x'", 13, "`=` compares nothing"),
    ("found.status == 'x", 16, "the text has no closing quote"),
    ("hour_since(x) > 1", 0, "unknown function `hour_since`"),
    ("len(a, b)", 0, "`len` takes 1 argument(s), not 2"),
    ("a and", 5, "expected a value, found the end"),
    ("a b", 2, "expected the end, found `b`"),
    ("(a", 2, "expected `)`, found the end"),
    ("a & b", 2, "unexpected character `&`"),
    ("", 0, "expected a value, found the end"),
  ])
  func `a mistake is located`(text: String, offset: Int, reason: String) {
    let error = #expect(throws: ExpressionError.self) { try Expression(parsing: text) }
    #expect(error?.offset == offset)
    #expect(error?.reason == reason)
  }

  @Test func `a misspelt function is recognised`() {
    let error = #expect(throws: ExpressionError.self) { try Expression(parsing: "hours_sinse(a)") }
    #expect(error?.suggestion == "hours_since")
  }

  @Test func `deep nesting is refused, not run into the ground`() {
    let text = String(repeating: "(", count: 100_000) + "1"
    #expect(throws: ExpressionError.self) { try Expression(parsing: text) }
  }

  @Test func `the names that it reads are known`() throws {
    let expression = try Expression(parsing: "a.b == 1 and len(c) in [d, 'e']")
    #expect(expression.paths == [["a", "b"], ["c"], ["d"]])
  }
}
