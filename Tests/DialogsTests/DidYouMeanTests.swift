import Dialogs
import Testing

@Suite("Did you mean")
struct DidYouMeanTests {
  private let names = ["order_track", "order_cancel", "return_request"]

  @Test(arguments: [
    ("order_trak", "order_track"), ("ordre_track", "order_track"), ("Order_Cancel", "order_cancel"),
    ("retun_request", "return_request"),
  ])
  func `the nearest name is found`(typed: String, meant: String) {
    #expect(DidYouMean.closest(to: typed, among: names) == meant)
  }

  @Test(arguments: ["", "x", "shipping", "订单"])
  func `what is near nothing has no suggestion`(typed: String) {
    #expect(DidYouMean.closest(to: typed, among: names) == nil)
  }
}
