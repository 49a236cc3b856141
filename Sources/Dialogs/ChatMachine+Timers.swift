import Foundation

extension ChatMachine {
  mutating func fired(_ timer: ChatTimer) {
    switch timer {
    case .idle: idled()
    case .noInput: remind()
    case .burst:
      let parts = takeBurst()
      if !parts.isEmpty, chat.owner == .bot { attend(to: parts.joined(separator: "\n")) }
    case .call:
      if let pending = chat.pendingCall { answered(pending.key, .timedOut) }
    case .claim, .grace:
      if case .agent(let agent) = chat.owner { requeue(agent) }
    }
  }

  /// The timer is set once and looks at what happened since, so that no turn has to move it.
  private mutating func idled() {
    guard !chat.isClosed else { return }
    let closesAt = chat.lastActivity + bot.settings.idleSeconds
    if chat.owner == .bot, closesAt <= now {
      shut(kind: "idle")
    } else {
      effects.append(.timer(.idle, at: max(closesAt, now + 60)))
    }
  }

  private mutating func remind() {
    chat.isReminderSet = false
    guard isWaitingForCustomer, !chat.isReminded,
      chat.lastHeard + bot.settings.noInputSeconds <= now
    else { return }
    chat.isReminded = true
    say(.stillThere)
    resume(bridging: false)
  }

  private var isWaitingForCustomer: Bool {
    chat.owner == .bot && chat.pendingCall == nil && chat.stack.last.map(isQuestion) == true
  }

  private func isQuestion(_ frame: Frame) -> Bool {
    if frame.asking != nil { return true }
    return bot.dialogs[frame.dialog]?.state(frame.state)?.isOffer == false
  }

  /// A question must not hang in the air for ever: ask once whether the customer is there.
  mutating func armReminder() {
    guard isWaitingForCustomer, !chat.isReminded, !chat.isReminderSet else { return }
    chat.isReminderSet = true
    let at = max(chat.lastHeard, now - bot.settings.noInputSeconds) + bot.settings.noInputSeconds
    effects.append(.timer(.noInput, at: at))
  }
}
