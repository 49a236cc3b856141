import Dialogs
import Foundation

/// An order of the demo shop.
///
/// There is one in every state that the dialogs know.
struct DemoOrder {
  struct Item {
    var sku: String
    var name: String
    var quantity = 1
  }

  var number: String
  var status: String
  var paidAt: String?
  var shipBy: String?
  var shippedAt: String?
  var eta: String?
  var carrier: String?
  var tracking: String?
  var lastScan: String?
  var amount: Double
  var currency = "CNY"
  var items: [Item]

  /// Fixed numbers, with times around `now`: on time, moving, stuck and late are relative.
  static func orders(at now: Date) -> [DemoOrder] {
    let times = DemoTimes(now: now)
    return [
      DemoOrder(
        number: "20251120778", status: "paid", paidAt: times.ago(days: 1),
        shipBy: times.nextEvening, amount: 320,
        items: [
          Item(sku: "TS-101-M", name: "Lumo Linen T-Shirt M", quantity: 2),
          Item(sku: "BP-020", name: "Lumo Day Backpack"),
        ]),
      DemoOrder(
        number: "20251118001", status: "shipped", paidAt: times.ago(days: 3),
        shipBy: times.ago(days: 1), shippedAt: times.ago(days: 2), eta: times.day(in: 2),
        carrier: "SF Express", tracking: "SF1020304050607", lastScan: times.ago(hours: 5),
        amount: 1_290, currency: "TWD",
        items: [Item(sku: "HP-300-BK", name: "Lumo Air Headphones")]),
      DemoOrder(
        number: "20251110002", status: "shipped", paidAt: times.ago(days: 11),
        shipBy: times.ago(days: 9), shippedAt: times.ago(days: 10), eta: times.day(in: -5),
        carrier: "YTO Express", tracking: "YT7788990011223", lastScan: times.ago(days: 6),
        amount: 199, items: [Item(sku: "KT-017", name: "Lumo Kettle 1.5 L")]),
      DemoOrder(
        number: "20251101003", status: "delivered", paidAt: times.ago(days: 8),
        shipBy: times.ago(days: 6), shippedAt: times.ago(days: 7), eta: times.day(in: -3),
        carrier: "GHN", tracking: "GHN55667788", lastScan: times.ago(days: 3), amount: 459_000,
        currency: "VND", items: [Item(sku: "DR-044-S", name: "Lumo Summer Dress S")]),
      DemoOrder(
        number: "20251121004", status: "unpaid", amount: 89,
        items: [Item(sku: "PC-088", name: "Lumo Phone Case", quantity: 3)]),
      DemoOrder(
        number: "20251115005", status: "paid", paidAt: times.ago(days: 6),
        shipBy: times.ago(days: 4), amount: 239,
        items: [Item(sku: "DL-009", name: "Lumo Desk Lamp")]),
      DemoOrder(
        number: "20251105006", status: "cancelled", paidAt: times.ago(days: 14), amount: 149,
        items: [Item(sku: "PB-010", name: "Lumo Power Bank 10 Ah")]),
      DemoOrder(
        number: "20251030007", status: "returned", paidAt: times.ago(days: 20),
        shippedAt: times.ago(days: 18), eta: times.day(in: -14), carrier: "JD Logistics",
        tracking: "JD00998877", lastScan: times.ago(days: 2), amount: 428,
        items: [Item(sku: "SN-501-42", name: "Lumo Sneakers 42")]),
    ]
  }
}

/// Times around now, as a backend writes them.
private struct DemoTimes {
  private let now: Date
  private let calendar: Calendar

  init(now: Date) {
    self.now = now
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "Asia/Shanghai") ?? .gmt
    self.calendar = calendar
  }

  func ago(days: Int = 0, hours: Int = 0) -> String {
    Timestamp.text(now - Double(days * 86_400 + hours * 3_600))
  }

  /// 18:00 in Shanghai today; tomorrow where that is over, because the order is to be on time.
  var nextEvening: String {
    let today = calendar.startOfDay(for: now) + 18 * 3_600
    return Timestamp.text(today > now ? today : today + 86_400)
  }

  /// A day without a time, as carriers promise it.
  func day(in days: Int) -> String {
    let parts = calendar.dateComponents([.year, .month, .day], from: now + Double(days * 86_400))
    return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
  }
}
