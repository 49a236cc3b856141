import NIOCore
import Testing

@testable import WebBridge

struct AddressBookTests {
  private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

  private func book(perAddress: Int) -> AddressBook {
    var limits = BridgeLimits()
    limits.perAddress = perAddress
    return AddressBook(limits: limits)
  }

  @Test func `an address has so many connections and another as many`() {
    let book = book(perAddress: 2)
    #expect(book.admit("10.0.0.1"))
    #expect(book.admit("10.0.0.1"))
    #expect(!book.admit("10.0.0.1"))
    #expect(book.admit("10.0.0.2"))
    book.leave("10.0.0.1")
    #expect(book.admit("10.0.0.1"))
  }

  @Test func `what one address says does not count for another`() {
    let book = book(perAddress: 1)
    let waits = (0..<5).map { _ in book.take(.message, of: "10.0.0.1", at: start) }
    #expect(waits == [nil, nil, nil, nil, 4_000])
    #expect(book.take(.message, of: "10.0.0.2", at: start) == nil)
  }

  @Test func `wrong tokens are counted only when they were wrong`() {
    let book = book(perAddress: 1)
    for _ in 0..<100 {
      #expect(book.wait(for: .failedSignIn, of: "10.0.0.1", at: start) == nil)
    }
    for _ in 0..<20 { _ = book.take(.failedSignIn, of: "10.0.0.1", at: start) }
    #expect(book.wait(for: .failedSignIn, of: "10.0.0.1", at: start) == 5_000)
  }

  @Test func `forgets an address that has gone and been quiet and no other`() {
    let book = book(perAddress: 4)
    _ = book.admit("here")
    _ = book.take(.message, of: "quiet", at: start)
    for _ in 0..<5 { _ = book.take(.message, of: "busy", at: start + .seconds(100)) }
    book.tidy(at: start + .seconds(101))
    #expect(book.count == 2)
    book.tidy(at: start + .seconds(105))
    #expect(book.count == 1)
    book.leave("here")
    book.tidy(at: start + .seconds(105))
    #expect(book.count == 0)
  }
}
