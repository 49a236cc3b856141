import Foundation
import LineProtocol
import Testing

@Suite("JSON value")
struct JSONValueTests {
  private let order: JSONValue = [
    "number": "20251120778", "amount": 320, "weight": 0.5, "paid": true, "items": ["sock", "hat"],
  ]

  @Test func `members and elements are found by name and place`() {
    #expect(order["number"]?.string == "20251120778")
    #expect(order["items"]?[1] == "hat")
    #expect(order["items"]?[2] == nil)
    #expect(order["items"]?[-1] == nil)
    #expect(order["nothing"] == nil)
    #expect(order["number"]?["x"] == nil)
    #expect(order[0] == nil)
  }

  @Test func `accessors give nothing for another kind`() {
    #expect(order["amount"]?.int == 320)
    #expect(order["amount"]?.double == 320)
    #expect(order["amount"]?.string == nil)
    #expect(order["weight"]?.double == 0.5)
    #expect(order["weight"]?.int == nil)
    #expect(order["paid"]?.bool == true)
    #expect(order["paid"]?.int == nil)
    #expect(order["items"]?.array?.count == 2)
    #expect(order.object?.count == 5)
    #expect(JSONValue.null.isNull && !order.isNull)
  }

  @Test func `Codable and back is the same value`() throws {
    let data = try JSONEncoder().encode(order)
    #expect(try JSONDecoder().decode(JSONValue.self, from: data) == order)
    #expect(
      String(decoding: try JSONEncoder().encode(JSONValue.number(.nan)), as: UTF8.self) == "null")
  }
}
