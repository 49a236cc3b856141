import LineProtocol
import Understanding

extension ChatMachine {
  private static let guessesShown = 3
  /// What is less likely than this is no guess but noise.
  private static let guessScore = 0.05

  /// Nothing fits: say so differently each time, and never a third time without a person.
  ///
  ///     first miss    another wording of the question, or "could you put it differently?"
  ///     second        the best guesses as buttons
  ///     limit (3)     a person takes over, in this same turn
  mutating func miss(_ understanding: Understanding) {
    if let frame = chat.stack.last, let dialog = bot.dialogs[frame.dialog] {
      if let asking = frame.asking, let slot = dialog.slot(asking) {
        return missSlot(slot, dialog: dialog)
      }
      if let state = dialog.state(frame.state), state.awaitsChoice, !state.isOffer {
        return missChoice(state)
      }
    }
    chat.misses += 1
    guard chat.misses < bot.settings.noMatchLimit else { return giveUp() }
    if chat.misses == 1 {
      chat.tried.append("asked to rephrase")
      say(.rephrase)
    } else {
      chat.tried.append("offered guesses")
      say(.guesses)
      offer(guesses(from: understanding))
    }
  }

  private mutating func missChoice(_ state: DialogState) {
    chat.misses += 1
    chat.tried.append("asked again in \(chat.states.last ?? "")")
    guard chat.misses < bot.settings.noMatchLimit else { return giveUp() }
    say(.rephrase)
    askChoice(of: state)
  }

  /// Asks which of the close intents is meant; a question that is not answered counts as a miss.
  ///
  /// Intents that lead to the same dialog need no question.
  mutating func askWhich(_ understanding: Understanding) -> Bool {
    let best = understanding.candidates.first?.score ?? 0
    let close = understanding.candidates.prefix(Self.guessesShown).filter {
      best - $0.score < bot.settings.thresholds.clarifyMargin
    }
    var destinations: Set<String> = []
    let distinct = close.map(\.intent).filter { intent in
      destinations.insert(bot.dialogStartedBy[intent] ?? intent).inserted
    }
    if distinct.count == 1, let only = distinct.first { return takeUp(only, understanding) }
    let offers = offers(for: distinct)
    guard offers.count > 1 else { return false }
    chat.misses += 1
    guard chat.misses < bot.settings.noMatchLimit else {
      giveUp()
      return true
    }
    chat.tried.append("asked which of " + offers.map(\.id).joined(separator: ", "))
    say(.clarify)
    offer(offers)
    return true
  }

  /// The likeliest intents that have a name customers understand, and always a person.
  private func guesses(from understanding: Understanding) -> [Offer] {
    let likely = understanding.candidates.filter { $0.score >= Self.guessScore }.map(\.intent)
    let usual = bot.settings.guesses.filter { !likely.contains($0) }
    let chosen = offers(for: likely + usual).prefix(Self.guessesShown)
    return chosen + offers(for: [ControlIntent.human.rawValue])
  }

  /// Intents as buttons, in the words of group `intents`.
  func offers(for intents: [String]) -> [Offer] {
    intents.compactMap { intent in
      let isAnswerable =
        bot.dialogStartedBy[intent] != nil || bot.intents[intent]?.answer != nil
        || intent == ControlIntent.human.rawValue
      guard isAnswerable, let text = words(for: intent, in: [TextTable.intents]) else { return nil }
      return Offer(id: intent, text: text, intent: intent)
    }
  }

  mutating func giveUp() {
    say(.giveUp)
    handOff(.unmatched)
  }

  /// Something inside is wrong: the customer gets a person, the operator a line in the log.
  mutating func fail(_ fault: String) {
    trace.fault = fault
    forgetDialogs()
    guard chat.owner == .bot else { return }
    say(.trouble)
    handOff(.backend)
  }
}
