import Dialogs
import Foundation
import LineProtocol
import Testing

/// Whatever happens in whatever order: the promises hold.
@Suite("Chat: invariants")
struct ChatInvariantTests {
  private static let words = [
    "where is my parcel", "where is 20251120778", "20251118001", "i want to return something",
    "the blue mug", "how much is shipping", "human please", "never mind", "why do you need that",
    "go back", "say that again", "you idiot", "yes", "no", "xyzzy plugh", "", "😀",
    "no, 20251118003",
  ]
  private static let buttons = [
    "yes", "no", "more", "track", "leave_queue", "human.request", "zzz",
  ]
  private static let agents = ["lin", "mai"]

  private func event(_ random: inout SplitMix64, _ chat: TestChat) -> ChatEvent {
    let agent = Self.agents[Int(random.next() % 2)]
    let words = Self.words[Int(random.next() % UInt64(Self.words.count))]
    switch random.next() % 25 {
    case 0..<8:
      let more = random.next() % 8 == 0
      return .said(words, more: more, window: more && random.next() % 2 == 0 ? 0.7 : nil)
    case 24: return .typing
    case 8..<10: return .pressed(button: Self.buttons[Int(random.next() % 7)])
    case 10: return .claimed(by: agent)
    case 11, 12: return .agentSaid("hello", by: agent)
    case 13: return .agentNoted("note", by: agent)
    case 14:
      return .returned(
        by: agent,
        state: ["track.asking", "return.confirming", "no.where", nil][
          Int(random.next() % 4)], slots: [:])
    case 15: return .released(by: agent)
    case 16: return .resolved(by: agent, outcome: "solved", label: nil)
    case 17: return .agentGone(agent)
    case 18: return .agentBack(agent)
    case 19: return .closed
    case 20:
      let timers = ChatTimer.allCases
      return .timer(timers[Int(random.next() % UInt64(timers.count))])
    default:
      let answers: [BackendAnswer] = [
        .value(["status": "paid"]), .value(.null), .value(["lies"]), .failed("x"), .timedOut,
      ]
      return .answered(
        key: chat.calls.last?.key ?? "none", answers[Int(random.next() % UInt64(answers.count))])
    }
  }

  /// The owner as each effect finds it.
  private func check(_ turn: Turn, before: Chat, after: Chat) {
    var owner = before.owner
    var epoch = before.epoch
    var seq = before.lastSeq
    for effect in turn.effects {
      switch effect {
      case .owner(let next, let number):
        #expect(number == epoch + 1)
        owner = next
        epoch = number
      case .say(let message):
        #expect(message.seq == seq + 1)
        seq = message.seq
        #expect(message.from == .customer || !message.text.isEmpty)
        switch message.from {
        case .bot: #expect(owner == .bot, "the bot spoke while \(owner) had the chat")
        case .agent: #expect(owner == .agent(message.name ?? ""))
        case .customer, .system: break
        }
      default: break
      }
    }
    #expect(after.lastSeq == seq)
    #expect(after.owner == owner)
    let waits = after.escalation.map { $0.status == .waiting || $0.status == .claimed } ?? false
    switch after.owner {
    case .queue, .agent: #expect(waits)
    case .bot, .nobody: #expect(after.escalation == nil)
    }
    #expect(turn.trace.fault == nil)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `nobody speaks out of turn, and nothing is lost`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var chat = TestChat()
    for _ in 0..<200 {
      let before = chat.chat
      chat.now += Double(random.next() % 400)
      do throws(Refusal) {
        let turn = try chat.take(event(&random, chat))
        check(turn, before: before, after: chat.chat)
      } catch {
        #expect(chat.chat == before, "a refused event changed the chat: \(error)")
      }
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `from everywhere a person is three turns away`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var chat = TestChat()
    for _ in 0..<(10 + seed) { _ = try? chat.take(event(&random, chat)) }
    if chat.chat.pendingCall != nil { _ = try chat.answerCall(.failed("x")) }
    if chat.chat.owner == .nobody { _ = try chat.say("how much is shipping") }
    guard chat.chat.owner == .bot else { return }
    for _ in 0..<3 where chat.chat.owner == .bot { _ = try chat.say("human please") }
    #expect(chat.chat.owner == .queue)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `the same events give the same chat, also from a stored copy`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var chat = TestChat()
    var copy = TestChat()
    for _ in 0..<100 {
      let event = event(&random, chat)
      let first = try? chat.take(event)
      let decoder = JSONDecoder()
      decoder.dateDecodingStrategy = .millisecondsSince1970
      copy.chat = try decoder.decode(Chat.self, from: Data(copy.chat.json.jsonBytes))
      let second = try? copy.take(event)
      #expect(first == second)
      if let trace = first?.trace {
        let stored = Data(trace.json.jsonBytes)
        #expect(try decoder.decode(TurnTrace.self, from: stored) == trace)
      }
      #expect(chat.chat == copy.chat)
    }
  }
}

/// Small, seeded, the same everywhere (Steele, Lea, Flood: Fast splittable pseudorandom number
/// generators, OOPSLA 2014).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
