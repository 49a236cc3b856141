import LineProtocol
import Understanding

extension ChatMachine {
  private static let warningsBeforeHandOff = 1

  /// Does what means the same in every state; false where it means nothing here.
  mutating func doEverywhere(_ intent: String?, _ understanding: Understanding?) -> Bool {
    guard let control = intent.flatMap(ControlIntent.init(rawValue:)) else { return false }
    switch control {
    case .human: handOff(.requested)
    case .stop:
      // A guess must not end what the customer is in the middle of.
      guard openQuestion == nil || understanding.map(isUnmistakable) != false else { return false }
      stop()
    case .back: goBack()
    case .again: repeatLastWords()
    case .why:
      guard explainQuestion() else { return false }
    case .language: switchLanguage(understanding)
    case .abuse: warn()
    case .hello:
      say(.hereIAm)
      resume(bridging: false)
    case .missing:
      guard helpWithQuestion() else { return false }
      return true
    case .yes, .no:
      guard chat.stack.isEmpty else { return false }
      if control == .yes, let dropped = chat.dropped {
        takeUpAgain(dropped)
      } else if control == .yes, chat.offers.count == 1, let only = chat.offers.first {
        choose(only)
      } else {
        acknowledge()
      }
    case .provide: return false
    }
    if control != .abuse { chat.misses = 0 }
    return true
  }

  mutating func acknowledge() {
    chat.misses = 0
    chat.offers = []
    say(.acknowledged)
  }

  mutating func stop() {
    let wasBusy = !chat.stack.isEmpty
    let dropped = openQuestion == nil ? nil : chat.stack
    forgetDialogs()
    chat.dropped = dropped
    chat.misses = 0
    say(wasBusy ? .stopped : .acknowledged)
  }

  /// The dialog whose question the customer has yet to answer; an offer may be left unanswered.
  var openQuestion: Frame? {
    guard let frame = chat.stack.last else { return nil }
    if frame.asking != nil { return frame }
    guard frame.step == .choosing, let state = bot.dialogs[frame.dialog]?.state(frame.state),
      state.awaitsChoice, !state.isOffer
    else { return nil }
    return frame
  }

  /// "Yes" to a question that was dropped: that nothing has been done, and the question.
  ///
  /// A mere "all right" would let the customer believe that it is done.
  private mutating func takeUpAgain(_ dropped: [Frame]) {
    chat.stack = dropped
    chat.dropped = nil
    say(variants(.nothingChanged).isEmpty ? .resume : .nothingChanged)
    resume(bridging: false)
  }

  /// One question back: the slot filled last is asked for again.
  private mutating func goBack() {
    guard var frame = chat.stack.last, let dialog = bot.dialogs[frame.dialog],
      let name = frame.filled.popLast(),
      let state = dialog.states.first(where: { $0.fill.contains(name) })
    else {
      guard !chat.stack.isEmpty else {
        say(.nothingOpen)
        return
      }
      return resume(bridging: false)
    }
    frame.slots[name] = nil
    frame.state = state.name
    frame.step = .filling
    frame.asking = nil
    chat.stack[chat.stack.count - 1] = frame
    if let slot = dialog.slot(name) {
      // The old answer is the one the customer takes back: it is not to be remembered here.
      chat.remembered[slot.entity] = nil
      note("back to slot `\(name)`", slot.location)
    }
    advance()
  }

  private mutating func repeatLastWords() {
    guard !chat.lastWords.isEmpty else {
      say(.nothingOpen)
      return
    }
    let offers = chat.offers
    for text in chat.lastWords { bubble(text, as: .bot) }
    if !offers.isEmpty { offer(offers) }
  }

  /// "Why do you need that?" False where nothing was asked.
  private mutating func explainQuestion() -> Bool {
    guard let frame = chat.stack.last, let asking = frame.asking,
      let slot = bot.dialogs[frame.dialog]?.slot(asking)
    else { return false }
    if let why = slot.why {
      say(why, dialog: frame.dialog)
    } else {
      say(.whyDefault)
    }
    ask(slot)
    return true
  }

  // MARK: Language

  private mutating func switchLanguage(_ understanding: Understanding?) {
    let named = understanding?.entities.first { Language(tag: $0.value) != nil }
      .flatMap { Language(tag: $0.value) }
    if let named, bot.settings.languages.contains(named) { return speak(named) }
    say(.whichLanguage)
    offer(
      bot.settings.languages.map { language in
        Offer(
          id: language.rawValue,
          text: words(for: language.rawValue, in: [TextTable.labels]) ?? language.rawValue)
      })
  }

  mutating func speak(_ language: Language) {
    chat.language = language
    chat.isLanguageKnown = true
    chat.languageVote = nil
    chat.misses = 0
    note("the customer chose \(language.rawValue)")
    say(.languageSwitched)
    resume(bridging: false)
  }

  // MARK: Abuse

  private mutating func warn() {
    chat.warnings += 1
    guard chat.warnings <= Self.warningsBeforeHandOff else { return handOff(.abuse) }
    say(.abuseWarning)
    resume(bridging: false)
  }
}
