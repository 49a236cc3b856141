import Foundation
package import LineProtocol
import Understanding

extension Chat {
  /// The chat as it is stored: what Codable gives with times in milliseconds since 1970.
  ///
  /// Written by hand because it is made in every turn; a test reads it back through Codable.
  package var json: JSONValue {
    var fields: [String: JSONValue] = [
      "id": .string(id), "language": .string(language.rawValue), "owner": .string(owner.rawValue),
      "epoch": .integer(epoch), "lastSeq": .integer(lastSeq), "turns": .integer(turns),
      "stack": .array(stack.map(\.json)), "misses": .integer(misses),
      "heardMeanwhile": Self.json(heardMeanwhile), "burst": Self.json(burst),
      "offers": .array(offers.map(\.json)),
      "remembered": .object(remembered.mapValues(JSONValue.string)),
      "utterances": Self.json(utterances), "tried": Self.json(tried),
      "said": .object(said.mapValues(JSONValue.integer)), "lastWords": Self.json(lastWords),
      "warnings": .integer(warnings), "isLanguageKnown": .bool(isLanguageKnown),
      "lastActivity": Self.json(lastActivity), "lastHeard": Self.json(lastHeard),
      "isReminded": .bool(isReminded), "isReminderSet": .bool(isReminderSet),
    ]
    if let customer { fields["customer"] = .string(customer) }
    if let page { fields["page"] = .string(page) }
    if let languageVote { fields["languageVote"] = .string(languageVote.rawValue) }
    if let pendingCall {
      fields["pendingCall"] = [
        "key": .string(pendingCall.key), "function": .string(pendingCall.function),
      ]
    }
    if let dropped { fields["dropped"] = .array(dropped.map(\.json)) }
    if let next { fields["next"] = .string(next) }
    if let burstWait { fields["burstWait"] = burstWait.json }
    if let escalation { fields["escalation"] = escalation.json }
    return .object(fields)
  }

  private static func json(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  fileprivate static func json(_ date: Date) -> JSONValue {
    .number((date.timeIntervalSince1970 * 1_000).rounded())
  }
}

extension BurstWait {
  fileprivate var json: JSONValue {
    [
      "begunAt": Chat.json(begunAt), "window": .number(window), "endsAt": Chat.json(endsAt),
    ]
  }
}

extension Frame {
  fileprivate var json: JSONValue {
    var fields: [String: JSONValue] = [
      "dialog": .string(dialog), "version": .string(version), "state": .string(state),
      "step": .string(step.rawValue), "slots": .object(slots),
      "reasked": .object(reasked.mapValues(JSONValue.integer)),
      "filled": .array(filled.map(JSONValue.string)), "isInterrupted": .bool(isInterrupted),
      "isCalled": .bool(isCalled),
    ]
    if let asking { fields["asking"] = .string(asking) }
    return .object(fields)
  }
}

extension Offer {
  fileprivate var json: JSONValue {
    var fields: [String: JSONValue] = ["id": .string(id), "text": .string(text)]
    if let intent { fields["intent"] = .string(intent) }
    if let fills { fields["fills"] = .string(fills) }
    return .object(fields)
  }
}

extension Escalation {
  fileprivate var json: JSONValue {
    var fields: [String: JSONValue] = [
      "reason": .string(reason.rawValue), "team": .string(team), "priority": .integer(priority),
      "language": .string(language.rawValue), "status": .string(status.rawValue),
      "summary": .string(summary), "createdAt": Chat.json(createdAt), "dueAt": Chat.json(dueAt),
    ]
    if let claimedBy { fields["claimedBy"] = .string(claimedBy) }
    if let claimedAt { fields["claimedAt"] = Chat.json(claimedAt) }
    if let firstReplyAt { fields["firstReplyAt"] = Chat.json(firstReplyAt) }
    if let resolvedAt { fields["resolvedAt"] = Chat.json(resolvedAt) }
    if let outcome { fields["outcome"] = .string(outcome) }
    if let label { fields["label"] = .string(label) }
    return .object(fields)
  }
}
