import Understanding

extension ChatMachine {
  /// Cuts a wish for two orders in two: what the first part means, with the second kept for later;
  /// nil where there is nothing to cut, or the customer is in the middle of something.
  mutating func postponeSecondOrder(of whole: Understanding) -> Understanding? {
    guard openQuestion == nil, let second = SecondOrder(whole) else { return nil }
    let dialogs = context.library.current.dialogStartedBy
    guard let intent = wish(in: second.first), let name = dialogs[intent],
      let dialog = context.library.current.dialogs[name]
    else { return nil }
    let isItsOwn = wish(in: second.rest).map { dialogs[$0] != nil } == true && !second.isBare
    // "… and 20251120779": the same wish for the other order.
    let next = isItsOwn ? second.rest : second.sameWish
    let understanding = understand(second.first, isPart: true)
    note("the message names a second order, which comes next: `\(next)`")
    // A dialog that asks for more than the order takes a while.
    if dialog.slots.count > 1, !variants(.oneAtATime).isEmpty { say(.oneAtATime) }
    postponed = next
    return understanding
  }

  private func wish(in text: String) -> String? {
    let understanding = bot.recognizer.understand(
      text, language: chat.language, now: bot.localTime(now))
    return understanding.decision == .match ? understanding.intent : nil
  }

  /// The second order of a message, once the first is done with and nothing is asked any more.
  ///
  /// It may name a third one, so each round is shorter than the last.
  mutating func takeUpNext() {
    while true {
      if let postponed { chat.next = postponed }
      postponed = nil
      guard chat.owner == .bot, chat.pendingCall == nil, openQuestion == nil, let next = chat.next
      else { return }
      chat.next = nil
      attend(to: next)
    }
  }
}
