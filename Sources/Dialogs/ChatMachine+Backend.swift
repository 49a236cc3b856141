import Foundation
import LineProtocol

extension ChatMachine {
  private static let digestLength = 300

  /// Decides on a call; it is made once this turn is stored.
  mutating func place(_ call: CallDefinition) {
    callsMade += 1
    let key = "\(chat.id):\(chat.turns):\(callsMade)"
    let values = scope
    var arguments: [String: JSONValue] = [:]
    for (name, source) in call.arguments {
      arguments[name] = (try? ReplyTemplate(source))?.value(in: values, style: style) ?? .null
    }
    let deadline = now + call.timeoutSeconds
    chat.pendingCall = PendingCall(key: key, function: call.function)
    effects.append(
      .call(
        BackendCall(
          key: key, chat: chat.id, function: call.function, arguments: arguments,
          deadline: deadline)))
    effects.append(.timer(.call, at: deadline))
    note("backend call `\(call.function)`", call.location)
  }

  mutating func answered(_ key: String, _ answer: BackendAnswer) {
    guard let pending = chat.pendingCall, pending.key == key, let frame = chat.stack.last,
      let state = bot.dialogs[frame.dialog]?.state(frame.state), let call = state.call
    else {
      note("a late answer to call `\(key)` changes nothing")
      return
    }
    dropCall()
    chat.lastActivity = now
    switch answer {
    case .value(let value):
      if let name = call.save { chat.stack[chat.stack.count - 1].slots[name] = value }
      remember(call, "\(digest(of: value))")
      chat.stack[chat.stack.count - 1].step = .choosing
      if state.awaitsChoice { askChoice(of: state) }
    case .failed(let why):
      remember(call, "failed")
      note("call `\(call.function)` failed: \(why)", call.location)
      detour(to: call.failed)
    case .timedOut:
      remember(call, "no answer in time")
      note("call `\(call.function)` was not answered in time", call.location)
      detour(to: call.timedOut ?? call.failed)
    }
    advance()
    attendToRest()
  }

  private mutating func detour(to state: String) {
    chat.stack[chat.stack.count - 1].state = state
    chat.stack[chat.stack.count - 1].step = .saying
  }

  /// What the customer wrote while the call was out is one turn after the answer.
  private mutating func attendToRest() {
    guard chat.owner == .bot, chat.pendingCall == nil, !chat.heardMeanwhile.isEmpty else { return }
    let rest = chat.heardMeanwhile.joined(separator: "\n")
    chat.heardMeanwhile = []
    attend(to: rest)
  }

  /// Keeps for the agent what came of a call; what it said last counts.
  private mutating func remember(_ call: CallDefinition, _ outcome: String) {
    chat.tried.removeAll { $0.hasPrefix("\(call.function): ") }
    chat.tried.append("\(call.function): \(outcome)")
  }

  /// The gist of an answer for an agent's eyes: its plain fields, the status first.
  private func digest(of value: JSONValue) -> String {
    guard case .object(let fields) = value else { return value == .null ? "not found" : "ok" }
    let plain = fields.sorted {
      ($0.key == "status" ? 0 : 1, $0.key) < ($1.key == "status" ? 0 : 1, $1.key)
    }.compactMap { name, value -> String? in
      switch value {
      case .string(let text): "\(name)=\(style.moment(text) ?? text)"
      case .integer(let number): "\(name)=\(number)"
      case .bool(let flag): "\(name)=\(flag)"
      default: nil
      }
    }
    return String(plain.joined(separator: ", ").prefix(Self.digestLength))
  }
}
