import Dialogs
import LineProtocol
import Store
import Understanding

extension Desk {
  /// Why the bot did what it did: the rule with its place, what spoke for it, the runner-up and the
  /// margin, the state before and after, and the version of the rules, as they were then.
  func why(_ wish: ChatWhy) throws -> JSONValue {
    let turn = try loop.store.read { reading in
      guard try reading.owner(of: wish.chat) != nil else {
        throw ProtocolError.noSuchChat(wish.chat)
      }
      return try reading.turn(of: wish.chat, seq: wish.seq)
    }
    guard let turn else {
      throw ProtocolError(
        .badParams, "chat.why: 'seq' \(wish.seq) is no message of this chat. See chat.history.")
    }
    let trace = turn.trace
    var answer: [String: JSONValue] = [
      "chat": .string(wish.chat), "seq": .integer(wish.seq), "turn": .integer(turn.turn),
      "at": .string(turn.at), "version": .string(turn.version), "event": .string(trace.event),
      "rule": Self.rule(of: trace), "before": try Self.json(trace.before),
      "after": try Self.json(trace.after), "steps": try Self.json(trace.steps),
      "evidence": [],
    ]
    if let understanding = trace.understanding {
      answer["decision"] = .string(understanding.decision.rawValue)
      answer["intent"] = understanding.intent.map(JSONValue.string) ?? .null
      answer["score"] = .number(understanding.score)
      answer["evidence"] = try Self.json(understanding.evidence)
      answer["understanding"] = try Self.json(understanding)
      if let runnerUp = Self.runnerUp(of: understanding) {
        answer["runner_up"] = try Self.json(runnerUp)
        answer["margin"] = .number(understanding.score - runnerUp.score)
      }
    }
    if let fault = trace.fault { answer["fault"] = .string(fault) }
    return .object(answer)
  }

  /// `intents/order.track.yaml:12`: the rule that the text met, else the content that first led the
  /// bot's steps; null where neither is known.
  private static func rule(of trace: TurnTrace) -> JSONValue {
    let intent = trace.understanding?.intent
    let spoke = trace.understanding?.evidence.first { $0.intent == intent && $0.file != nil }
    let step = trace.steps.first { $0.file != nil }
    guard let file = spoke?.file ?? step?.file else { return .null }
    let line = spoke?.file == nil ? step?.line : spoke?.line
    return .string(line.map { "\(file):\($0)" } ?? file)
  }

  private static func runnerUp(of understanding: Understanding) -> Understanding.Candidate? {
    understanding.candidates.first { $0.intent != understanding.intent }
  }
}
