import LineProtocol
import Understanding

extension ChatMachine {
  /// A button: the value of the slot asked for, a transition of this state, an intent.
  mutating func choose(_ offer: Offer) {
    if let frame = chat.stack.last, let asking = frame.asking,
      let slot = bot.dialogs[frame.dialog]?.slot(asking),
      slot.buttons.contains(offer.id) || offer.fills == slot.name
    {
      return fill(slot, with: offer.id)
    }
    if offer.id == ControlIntent.human.rawValue { return handOff(.requested) }
    if let language = Language(tag: offer.id) { return speak(language) }
    if followEdge(on: offer.id) { return }
    let intent = meaning(of: offer)
    note("button `\(offer.id)`" + (intent.map { " means `\($0)`" } ?? ""))
    if let intent {
      if intent == ControlIntent.human.rawValue { return handOff(.requested) }
      if followEdge(on: intent) || doEverywhere(intent, nil) { return }
      let understanding = Understanding(
        text: offer.text, language: chat.language, decision: .match, intent: intent, score: 1,
        candidates: [.init(intent: intent, score: 1)], entities: [],
        evidence: [Evidence(kind: .button, intent: intent, text: offer.text, weight: 1)])
      trace.understanding = understanding
      if takeUp(intent, understanding) { return }
    }
    if followElse() { return }
    acknowledge()
  }

  func meaning(of offer: Offer) -> String? {
    offer.intent ?? bot.settings.buttonIntents[offer.id]
      ?? (bot.intents[offer.id] != nil ? offer.id : nil)
  }

  /// A state that waits takes what its transitions name, also as the second best guess.
  mutating func chooseByIntent(_ understanding: Understanding) -> Bool {
    if understanding.decision == .clarify, openQuestion == nil {
      for candidate in understanding.candidates.prefix(3) where followEdge(on: candidate.intent) {
        return true
      }
    }
    let small: Set = [
      ControlIntent.yes.rawValue, ControlIntent.no.rawValue, ControlIntent.provide.rawValue,
    ]
    if let intent = understanding.intent, understanding.decision == .match, small.contains(intent) {
      return followElse()
    }
    return false
  }

  /// Whether `understanding` may take a transition: an offer may be guessed to be taken up, but a
  /// question is answered only by a sentence that the shop wrote, and by no question.
  func mayAnswer(_ understanding: Understanding) -> Bool {
    guard openQuestion != nil else { return true }
    let isYesOrNo = understanding.intent == "yes" || understanding.intent == "no"
    if !isYesOrNo, QuestionForm.holds(for: understanding.text) { return false }
    return understanding.evidence.contains {
      $0.intent == understanding.intent
        && ($0.kind == .template || $0.kind == .context
          || $0.kind == .keywords && $0.intent == ControlIntent.no.rawValue)
    }
  }

  /// Takes the transition of the waiting state that names `answer`.
  mutating func followEdge(on answer: String) -> Bool {
    guard let frame = chat.stack.last, frame.step == .choosing,
      let state = bot.dialogs[frame.dialog]?.state(frame.state),
      let edge = state.go.first(where: { $0.on.contains(answer) && holds($0) })
    else { return false }
    chat.misses = 0
    follow(edge)
    advance()
    return true
  }

  /// Takes the transition of the waiting state that takes any answer.
  mutating func followElse() -> Bool {
    guard let frame = chat.stack.last, frame.step == .choosing,
      let state = bot.dialogs[frame.dialog]?.state(frame.state),
      let edge = state.go.first(where: { $0.on.isEmpty && holds($0) })
    else { return false }
    chat.misses = 0
    follow(edge)
    advance()
    return true
  }
}
