import Testing

@testable import Daemon

@Suite("Reply queue")
struct ReplyQueueTests {
  @Test func `answers leave in the order of their requests`() {
    var queue = ReplyQueue<String>()
    let tickets = (0..<3).map { _ in queue.reserve() }
    queue.fill(tickets[2], with: "c")
    queue.fill(tickets[1], with: "b")
    #expect(queue.next() == nil)
    #expect(queue.count == 3 && queue.filled == 2)
    queue.fill(tickets[0], with: "a")
    #expect(queue.next() == "a")
    let fourth = queue.reserve()
    #expect(queue.next() == "b" && queue.next() == "c")
    #expect(queue.next() == nil && queue.count == 1 && !queue.isEmpty)
    queue.fill(fourth, with: "d")
    #expect(queue.next() == "d")
    #expect(queue.isEmpty && queue.filled == 0)
  }
}
