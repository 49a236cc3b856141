import LineProtocol
import Testing

@testable import WebBridge

struct ChatFollowerTests {
  private func message(_ seq: Int) -> ChatMessage {
    ChatMessage(chat: "web-1", seq: seq, at: "", from: .bot, text: "\(seq)")
  }

  private func seqs(_ replies: [CustomerReply]) -> [Int] {
    replies.compactMap { if case .message(let message) = $0 { message.seq } else { nil } }
  }

  /// A follower that `#expect` may change.
  private final class Browser {
    private var follower: ChatFollower

    init(at position: Int) { follower = ChatFollower(at: position) }

    var position: Int { follower.position }

    func hear(_ message: ChatMessage, takes: Bool) -> [CustomerReply] {
      follower.hear(message, takes: takes)
    }

    func hear(_ change: CustomerReply, takes: Bool) -> [CustomerReply] {
      follower.hear(change, takes: takes)
    }

    func wantsPage(takes: Bool) -> Bool { follower.wantsPage(takes: takes) }

    func read(_ page: [ChatMessage], last: Int) -> [CustomerReply] {
      follower.read(page, last: last)
    }

    func readNothing() { follower.readNothing() }
  }

  @Test func `tells what comes in its turn at once and nothing twice`() {
    let follower = Browser(at: 4)
    #expect(seqs(follower.hear(message(5), takes: true)) == [5])
    #expect(seqs(follower.hear(message(5), takes: true)) == [])
    #expect(seqs(follower.hear(message(3), takes: true)) == [])
    #expect(!follower.wantsPage(takes: true))
  }

  @Test func `reads from the chat what a gap leaves out`() {
    let follower = Browser(at: 4)
    #expect(follower.hear(message(7), takes: true) == [])
    #expect(follower.wantsPage(takes: true))
    #expect(!follower.wantsPage(takes: true))
    #expect(seqs(follower.read([message(5), message(6), message(7)], last: 7)) == [5, 6, 7])
    #expect(seqs(follower.hear(message(8), takes: true)) == [8])
  }

  @Test func `keeps for a slow browser only where it stands`() {
    let follower = Browser(at: 0)
    for seq in 1...1_000 { #expect(follower.hear(message(seq), takes: false) == []) }
    #expect(follower.hear(.owner(.queue), takes: false) == [])
    #expect(follower.hear(.queue(["position": 3]), takes: false) == [])
    #expect(follower.hear(.owner(.agent("lin")), takes: false) == [])
    #expect(!follower.wantsPage(takes: false))
    #expect(follower.wantsPage(takes: true))
    #expect(seqs(follower.read((1...50).map(message), last: 1_000)) == Array(1...50))
    // What it stands at now is told after all that was said before.
    #expect(follower.wantsPage(takes: true))
    let rest = follower.read((51...1_000).map(message), last: 1_000)
    #expect(rest.suffix(2) == [.queue(["position": 3]), .owner(.agent("lin"))])
    #expect(follower.hear(.owner(.bot), takes: true) == [.owner(.bot)])
  }

  @Test func `reads on when a message was said after the page and told before it`() {
    let follower = Browser(at: 0)
    #expect(follower.hear(message(2), takes: false) == [])
    #expect(follower.wantsPage(takes: true))
    // The page was read when two was the newest; three is committed and told while it is under way.
    #expect(follower.hear(message(3), takes: true) == [])
    #expect(follower.hear(.owner(.queue), takes: true) == [])
    #expect(seqs(follower.read([message(1), message(2)], last: 2)) == [1, 2])
    #expect(follower.wantsPage(takes: true))
    let rest = follower.read([message(3)], last: 3)
    #expect(rest == [.message(message(3)), .owner(.queue)])
    #expect(!follower.wantsPage(takes: true))
  }

  @Test func `does not ask for ever for what the chat has not`() {
    let follower = Browser(at: 4)
    _ = follower.hear(message(9), takes: true)
    #expect(follower.wantsPage(takes: true))
    #expect(follower.read([], last: 9) == [])
    #expect(!follower.wantsPage(takes: true))
  }

  @Test func `asks again when a page did not come`() {
    let follower = Browser(at: 0)
    _ = follower.hear(message(2), takes: true)
    #expect(follower.wantsPage(takes: true))
    follower.readNothing()
    #expect(follower.wantsPage(takes: true))
  }

  /// The chat grows, is heard of late, twice or never, pages fail, the browser is slow.
  @Test(arguments: 0..<200) func `whatever happens every message is told once and in order`(
    seed: Int
  ) {
    var dice = SplitMix64(seed: UInt64(seed))
    let follower = Browser(at: 0)
    var told: [Int] = []
    var isReading = false
    var newest = 0
    for _ in 0..<300 {
      let takes = dice.roll(4) > 0
      switch dice.roll(5) {
      case 0:
        newest += 1
        if dice.roll(5) > 0 { told += seqs(follower.hear(message(newest), takes: takes)) }
      case 1 where newest > 0:
        told += seqs(follower.hear(message(1 + dice.roll(newest)), takes: takes))
      case 2: told += seqs(follower.hear(.owner(.bot), takes: takes))
      case 3 where isReading:
        isReading = false
        if dice.roll(3) == 0 {
          follower.readNothing()
        } else {
          let page = (follower.position..<newest).prefix(4).map { message($0 + 1) }
          told += seqs(follower.read(page, last: newest))
        }
      default: break
      }
      if !isReading { isReading = follower.wantsPage(takes: takes) }
      #expect(told == Array(0..<told.count).map { $0 + 1 })
    }
    newest += 1
    told += seqs(follower.hear(message(newest), takes: true))
    while isReading || follower.wantsPage(takes: true) {
      isReading = false
      let page = (follower.position..<newest).prefix(4).map { message($0 + 1) }
      told += seqs(follower.read(page, last: newest))
    }
    #expect(told == Array(1...newest))
  }
}

/// Sebastiano Vigna's generator: the same numbers for the same seed.
private struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func roll(_ sides: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(sides))
  }
}
