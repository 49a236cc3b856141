import Foundation
import GRDB
import LineProtocol

/// A shop's orders in SQLite.
///
/// `orders` and `order_items` may be tables or views, and columns that a shop does not have may be
/// missing; what cannot be found is not told.
struct OrderDatabase {
  private static let texts = [
    "paid_at", "ship_by", "shipped_at", "eta", "carrier", "tracking", "last_scan", "currency",
  ]

  private let queue: DatabaseQueue

  /// Opens the file, or makes it.
  ///
  /// Creates only the tables that are missing.
  init(path: String) throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.label = "orders"
    let folder = URL(filePath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { try $0.execute(sql: Self.schema) }
  }

  private static let schema = """
    CREATE TABLE IF NOT EXISTS orders (
      number TEXT PRIMARY KEY NOT NULL,
      status TEXT NOT NULL CHECK
        (status IN ('unpaid', 'paid', 'shipped', 'delivered', 'cancelled', 'returned')),
      paid_at TEXT, ship_by TEXT, shipped_at TEXT, eta TEXT, carrier TEXT, tracking TEXT,
      last_scan TEXT, amount NUMERIC, currency TEXT, cancel_reason TEXT
    );
    CREATE TABLE IF NOT EXISTS order_items (
      order_number TEXT NOT NULL, position INTEGER NOT NULL, sku TEXT NOT NULL,
      name TEXT NOT NULL, quantity INTEGER NOT NULL DEFAULT 1,
      PRIMARY KEY (order_number, position)
    );
    CREATE TABLE IF NOT EXISTS backend_answers (
      key TEXT PRIMARY KEY NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL
    );
    """

  // MARK: order.get

  /// The order as `order.get` answers it; `null` where there is none of that number.
  func order(_ number: String) throws -> JSONValue {
    try queue.read { database in
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT * FROM orders WHERE upper(number) = upper(?)",
          arguments: [number])
      else { return .null }
      let stored: String = row["number"] ?? number
      var order: [String: JSONValue] = [
        "number": .string(stored), "status": .string(row["status"] ?? ""),
      ]
      for column in Self.texts {
        if let text: String = row[column] { order[column] = .string(text) }
      }
      if let amount: Double = row["amount"] {
        order["amount"] = Int(exactly: amount).map(JSONValue.integer) ?? .number(amount)
      }
      order["items"] = .array(try Self.items(of: stored, in: database))
      return .object(order)
    }
  }

  private static func items(of number: String, in database: Database) throws -> [JSONValue] {
    try Row.fetchAll(
      database,
      sql: "SELECT * FROM order_items WHERE order_number = ? ORDER BY position",
      arguments: [number]
    ).map { row in
      [
        "sku": .string(row["sku"] ?? ""), "name": .string(row["name"] ?? ""),
        "quantity": .integer(row["quantity"] ?? 1),
      ]
    }
  }

  // MARK: order.cancel

  /// Cancels what has not been shipped; the answer and the change are one transaction.
  func cancel(
    _ number: String, reason: String?, key: String, refundDays: Int
  ) throws -> JSONValue {
    try queue.write { database in
      if let known = try String.fetchOne(
        database, sql: "SELECT answer FROM backend_answers WHERE key = ?", arguments: [key])
      {
        return try JSONValue(parsing: Array(known.utf8))
      }
      let status = try String.fetchOne(
        database, sql: "SELECT status FROM orders WHERE upper(number) = upper(?)",
        arguments: [number])
      let answer: JSONValue
      switch status {
      case "paid": answer = ["ok": true, "refund_days": .integer(refundDays)]
      case "unpaid": answer = ["ok": true]
      default: answer = ["ok": false]
      }
      if answer["ok"] == true {
        try database.execute(
          sql: """
            UPDATE orders SET status = 'cancelled', cancel_reason = ?
            WHERE upper(number) = upper(?)
            """, arguments: [reason, number])
      }
      if !key.isEmpty {
        try database.execute(
          sql: "INSERT INTO backend_answers (key, answer, at) VALUES (?, ?, datetime('now'))",
          arguments: [key, answer.jsonText])
      }
      return answer
    }
  }

  // MARK: Filling

  func fill(with orders: [DemoOrder]) throws {
    try queue.write { database in
      for order in orders {
        try database.execute(
          sql: """
            INSERT INTO orders (number, status, paid_at, ship_by, shipped_at, eta, carrier,
              tracking, last_scan, amount, currency)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            order.number, order.status, order.paidAt, order.shipBy, order.shippedAt, order.eta,
            order.carrier, order.tracking, order.lastScan, order.amount, order.currency,
          ])
        for (position, item) in order.items.enumerated() {
          try database.execute(
            sql: """
              INSERT INTO order_items (order_number, position, sku, name, quantity)
              VALUES (?, ?, ?, ?, ?)
              """,
            arguments: [order.number, position + 1, item.sku, item.name, item.quantity])
        }
      }
    }
  }
}
