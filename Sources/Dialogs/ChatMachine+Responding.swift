import LineProtocol
import Understanding

extension ChatMachine {
  /// Finds the best home for what the customer said, from the inside out: the question just asked,
  /// what means the same everywhere, another topic; and if there is none, the ladder.
  mutating func respond(to understanding: Understanding) {
    let intent = understanding.decision == .match ? understanding.intent : nil
    // The customer's own story may sound like anything: in it, only clear words are commands.
    let isStory = slotAskedFor?.entity == SlotDefinition.freeText
    let isCommand = isStory ? isClear(understanding) : intent != nil
    if isCommand, intent == ControlIntent.human.rawValue { return handOff(.requested) }
    let isAsked = chat.stack.last?.asking != nil
    if !isAsked, correctSlot(from: understanding) { return }
    if let intent, mayAnswer(understanding), followEdge(on: intent) { return }
    if isClear(understanding), doEverywhere(intent, understanding) { return }

    if isAsked ? fillAskedSlot(from: understanding) : chooseByIntent(understanding) { return }
    if doEverywhere(intent, understanding) { return }
    if isAsked, correctSlot(from: understanding) { return }
    if let intent, takeUp(intent, understanding) { return }
    if understanding.decision == .clarify, askWhich(understanding) { return }
    if intent == ControlIntent.no.rawValue, helpWithQuestion() { return }
    if isEmoji(understanding.text), openQuestion == nil { return acknowledge() }
    miss(understanding)
  }

  /// A rule said so, not a likeness: then even a free-text slot does not swallow it.
  func isUnmistakable(_ understanding: Understanding) -> Bool {
    understanding.decision == .match
      && understanding.evidence.contains {
        ($0.kind == .template || $0.kind == .keywords) && $0.intent == understanding.intent
      }
  }

  /// A rule said so, or next to nothing else is possible.
  func isClear(_ understanding: Understanding) -> Bool {
    understanding.decision == .match
      && (isUnmistakable(understanding) || understanding.score >= Self.clearScore)
  }

  private static let clearScore = 0.9

  /// Whether `text` is a smile and no word.
  private func isEmoji(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.properties.isEmoji && $0.value >= 0x2000 }
      && !text.contains { $0.isLetter || $0.isNumber }
  }

  /// Another topic: its dialog or its answer, and then back to where the customer was.
  mutating func takeUp(_ intent: String, _ understanding: Understanding) -> Bool {
    if let dialog = context.library.current.dialogStartedBy[intent] {
      if isUnderWay(dialog, understanding) {
        wishAgain(understanding)
        return true
      }
      // A new matter: what was said before it is another story.
      if chat.stack.isEmpty { chat.utterances = Array(chat.utterances.suffix(1)) }
      leaveOffer()
      chat.misses = 0
      start(dialog, entities: understanding.entities, because: intent)
      return true
    }
    if let answer = context.library.current.intents[intent]?.answer {
      leaveOffer()
      chat.misses = 0
      note("answer `\(answer)`", context.library.current.intents[intent]?.location)
      say(answer, dialog: nil)
      resume(bridging: true)
      return true
    }
    return false
  }

  /// The same wish again: what is new in it is noted, and the question that is open asked again.
  private mutating func wishAgain(_ understanding: Understanding) {
    guard var frame = chat.stack.last, let dialog = bot.dialogs[frame.dialog] else { return }
    let known = frame.slots
    prefill(&frame, dialog: dialog, from: understanding.entities)
    chat.stack[chat.stack.count - 1] = frame
    if frame.slots == known {
      // Who says nothing else is not helped by the same question for ever.
      chat.misses += 1
      guard chat.misses < bot.settings.noMatchLimit else { return giveUp() }
    } else {
      chat.misses = 0
    }
    resume(bridging: false)
  }

  /// The same wish again, about the same thing.
  private func isUnderWay(_ name: String, _ understanding: Understanding) -> Bool {
    guard let frame = chat.stack.last, frame.dialog == name, let dialog = bot.dialogs[name],
      dialog.state(frame.state)?.isOffer == false
    else { return false }
    return dialog.slots.allSatisfy { slot in
      guard let old = frame.slots[slot.name], old != .null,
        let new = understanding.entities.first(where: { $0.type == slot.entity })
      else { return true }
      return old == .string(new.value)
    }
  }

  /// An offer that the customer does not take up is not come back to.
  private mutating func leaveOffer() {
    while let frame = chat.stack.last, frame.asking == nil,
      let state = bot.dialogs[frame.dialog]?.state(frame.state), state.isOffer
    {
      chat.stack.removeLast()
      chat.offers = []
    }
  }

  /// Starts a dialog on top of whatever is going on.
  mutating func start(_ name: String, entities: [Entity], because intent: String?) {
    let bot = context.library.current
    guard let dialog = bot.dialogs[name], let first = dialog.states.first else {
      return fail("dialog `\(name)` is gone")
    }
    if let index = chat.stack.firstIndex(where: { $0.dialog == name }) {
      // Asked for again, perhaps about something else: begin anew instead of piling up.
      chat.stack.removeSubrange(index...)
    }
    if !chat.stack.isEmpty { chat.stack[chat.stack.count - 1].isInterrupted = true }
    var frame = Frame(dialog: name, version: bot.version, state: first.name)
    prefill(&frame, dialog: dialog, from: entities)
    chat.stack.append(frame)
    note(
      intent.map { "intent `\($0)` starts dialog `\(name)`" } ?? "dialog `\(name)`", dialog.location
    )
    advance()
  }
}
