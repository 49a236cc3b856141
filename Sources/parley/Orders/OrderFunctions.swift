import Foundation
import LineProtocol

/// The functions that the shipped dialogs call, over an order database.
struct OrderFunctions {
  static let names = ["order.get", "order.cancel"]

  let orders: OrderDatabase
  let refundDays: Int

  /// The answer to `backend.call`.
  ///
  /// The same key has the same answer, so that a call that is sent
  /// again after a restart cancels nothing twice.
  func answer(
    _ function: String, _ arguments: [String: JSONValue], key: String
  ) -> Result<JSONValue, ReportedError> {
    guard Self.names.contains(function) else {
      return .failure(ReportedError(code: -32_601, message: "there is no function `\(function)`"))
    }
    guard let number = Self.text(arguments["number"]) else {
      return .failure(ReportedError(code: -32_602, message: "`number` is missing"))
    }
    do {
      if function == "order.get" { return .success(try orders.order(number)) }
      return .success(
        try orders.cancel(
          number, reason: Self.text(arguments["reason"]), key: key, refundDays: refundDays))
    } catch {
      return .failure(ReportedError(code: -32_000, message: "the order database failed: \(error)"))
    }
  }

  private static func text(_ value: JSONValue?) -> String? {
    let text = value?.string ?? value?.int.map(String.init)
    return text?.isEmpty == false ? text : nil
  }
}
