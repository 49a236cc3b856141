import NIOCore
import Testing

@testable import WebBridge

struct RateLimitTests {
  private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

  @Test func `lets a burst through and then says how long to wait`() {
    var limit = RateLimit(burst: 3, perSecond: 2)
    #expect((0..<4).map { _ in limit.take(at: start) } == [nil, nil, nil, 500])
  }

  @Test func `lets one through for each time that has passed`() {
    var limit = RateLimit(burst: 1, perSecond: 2)
    #expect(limit.take(at: start) == nil)
    #expect(limit.take(at: start + .milliseconds(400)) == 100)
    #expect(limit.take(at: start + .milliseconds(500)) == nil)
    #expect(limit.take(at: start + .milliseconds(500)) == 500)
  }

  @Test func `never saves up more than the burst`() {
    var limit = RateLimit(burst: 2, perSecond: 10)
    _ = limit.take(at: start)
    let later = start + .hours(1)
    #expect((0..<3).map { _ in limit.take(at: later) } == [nil, nil, 100])
  }

  @Test func `a look at it takes nothing`() {
    var limit = RateLimit(burst: 1, perSecond: 1)
    #expect(limit.wait(at: start) == nil)
    #expect(limit.wait(at: start) == nil)
    #expect(limit.take(at: start) == nil)
    #expect(limit.wait(at: start) == 1_000)
  }

  @Test func `a clock that goes back gives nothing and breaks nothing`() {
    var limit = RateLimit(burst: 1, perSecond: 1)
    _ = limit.take(at: start)
    #expect(limit.take(at: start - .seconds(10)) == 1_000)
  }
}
