import Foundation
import LineProtocol
import Understanding

extension ChatMachine {
  /// Longer memories than these help no agent.
  private static let utterancesKept = 6
  private static let utteranceLength = 300
  /// In Unicode scalars; as long as one message may be.
  private static let heardTogether = 4_000

  // MARK: The customer writes

  mutating func heard(_ text: String, more: Bool, window: Double?) {
    store(text, kind: nil)
    switch chat.owner {
    case .agent: break
    case .queue: heardWhileWaiting(text)
    case .bot, .nobody:
      reopenIfClosed()
      guard !more else { return gather(text, window: window ?? bot.settings.burstSeconds) }
      let parts = takeBurst() + [text]
      attend(to: parts.joined(separator: "\n"))
    }
  }

  /// A part of a thought, after which the bot waits for the rest.
  private mutating func gather(_ part: String, window: Double) {
    guard hasRoom(for: part, beside: chat.burst) else {
      return attend(to: (takeBurst() + [part]).joined(separator: "\n"))
    }
    chat.burst.append(part)
    wait(.after(partAt: now, window: window, following: chat.burstWait))
  }

  /// What is kept to be heard together is no longer than one message may be.
  private func hasRoom(for text: String, beside kept: [String]) -> Bool {
    let length = (kept + [text]).reduce(0) { $0 + $1.unicodeScalars.count + 1 }
    return length <= Self.heardTogether
  }

  /// Says nothing until the backend has answered, and then all of it together.
  private mutating func hearLater(_ text: String) {
    guard hasRoom(for: text, beside: chat.heardMeanwhile) else {
      return note("too much was said while the backend was asked: this is not answered")
    }
    chat.heardMeanwhile.append(text)
  }

  /// The customer still types: the bot does not answer half a thought.
  mutating func waitForTyping() {
    guard chat.owner == .bot, let longer = chat.burstWait?.prolonged(at: now) else { return }
    wait(longer)
  }

  private mutating func wait(_ wait: BurstWait) {
    chat.burstWait = wait
    effects.append(.timer(.burst, at: wait.endsAt))
  }

  mutating func takeBurst() -> [String] {
    guard !chat.burst.isEmpty else { return [] }
    effects.append(.cancelTimer(.burst))
    defer {
      chat.burst = []
      chat.burstWait = nil
    }
    return chat.burst
  }

  /// One turn of the customer, whole.
  mutating func attend(to utterance: String) {
    guard chat.pendingCall == nil else { return attendDuringCall(to: utterance) }
    let whole = understand(utterance)
    adopt(languageOf: utterance)
    let understanding = postponeSecondOrder(of: whole) ?? whole
    let dropped = chat.dropped
    if let offer = chat.offers.first(where: { isSame($0.text, utterance) }) {
      note("the text of button `\(offer.id)` was typed")
      choose(offer)
    } else {
      respond(to: understanding)
    }
    // Only what is said right after it can still speak of it.
    if chat.dropped == dropped { chat.dropped = nil }
  }

  /// While the backend is asked, only a wish for a person or to stop acts at once.
  private mutating func attendDuringCall(to utterance: String) {
    let understanding = understand(utterance)
    switch understanding.decision == .match ? understanding.intent : nil {
    case ControlIntent.human.rawValue:
      dropCall()
      handOff(.requested)
    case ControlIntent.stop.rawValue where isUnmistakable(understanding):
      stop()
    default:
      hearLater(utterance)
    }
  }

  mutating func pressed(_ button: String) throws(Refusal) {
    let offer: Offer
    if let shown = chat.offers.first(where: { $0.id == button }) {
      offer = shown
    } else if let known = buttonOffer(button) {
      // The customer scrolled up and pressed a button of an earlier turn.
      offer = known
    } else if let topic = offers(for: [button]).first {
      offer = topic
    } else {
      throw .badParameter("button `\(button)` was never offered in this chat")
    }
    store(offer.text, kind: "button")
    switch chat.owner {
    case .agent: return
    case .queue:
      if offer.id == QueueButton.leave { leaveQueue() }
    case .bot, .nobody:
      reopenIfClosed()
      guard chat.pendingCall == nil else {
        if meaning(of: offer) == ControlIntent.human.rawValue {
          dropCall()
          handOff(.requested)
        } else {
          hearLater(offer.text)
        }
        return
      }
      remember(utterance: offer.text)
      chat.dropped = nil
      choose(offer)
    }
  }

  // MARK: What is kept of it

  private mutating func store(_ text: String, kind: String?) {
    chat.lastActivity = now
    chat.lastHeard = now
    chat.isReminded = false
    bubble(text, as: .customer, kind: kind)
  }

  private mutating func reopenIfClosed() {
    guard chat.isClosed else { return }
    own(.bot)
    effects.append(.timer(.idle, at: now + bot.settings.idleSeconds))
  }

  private mutating func remember(utterance: String) {
    chat.utterances.append(String(utterance.prefix(Self.utteranceLength)))
    // The first one is what it all began with.
    if chat.utterances.count > Self.utterancesKept { chat.utterances.remove(at: 1) }
  }

  /// Understands, and keeps what it heard: the intent on the message, entities, the trace.
  ///
  /// A part of what was heard already is not kept twice.
  mutating func understand(_ utterance: String, isPart: Bool = false) -> Understanding {
    if !isPart { remember(utterance: utterance) }
    let understanding = bot.recognizer.understand(
      utterance, language: chat.language, now: bot.localTime(now),
      expecting: chat.expectedAnswer(in: context.library))
    trace.understanding = understanding
    for entity in understanding.entities { chat.remembered[entity.type] = entity.value }
    mark(intent: understanding.decision == .match ? understanding.intent : nil)
    return understanding
  }

  private mutating func mark(intent: String?) {
    guard let intent,
      let index = effects.lastIndex(where: {
        if case .say(let message) = $0 { message.from == .customer } else { false }
      }), case .say(var message) = effects[index]
    else { return }
    message.intent = intent
    effects[index] = .say(message)
  }

  /// A chat keeps its language until two messages in a row are in another.
  private mutating func adopt(languageOf utterance: String) {
    let heard = bot.recognizer.detectLanguage(utterance, default: chat.language)
    guard let heard, bot.settings.languages.contains(heard) else { return }
    if heard == chat.language {
      chat.languageVote = nil
      chat.isLanguageKnown = true
    } else if !chat.isLanguageKnown || chat.languageVote == heard {
      chat.language = heard
      chat.languageVote = nil
      chat.isLanguageKnown = true
      note("the chat goes on in \(heard.rawValue)")
    } else {
      chat.languageVote = heard
    }
  }

  private func isSame(_ label: String, _ utterance: String) -> Bool {
    func bare(_ text: String) -> String {
      text.lowercased().filter { !$0.isWhitespace && !$0.isPunctuation }
    }
    func asks(_ text: String) -> Bool { text.contains { "?？".contains($0) } }
    // "Yes, cancel it?" wants to know something.
    guard asks(label) || !asks(utterance) else { return false }
    let label = bare(label)
    return !label.isEmpty && label == bare(utterance)
  }
}
