import Foundation
import LineProtocol
import Understanding

extension ChatMachine {
  /// Says one of the bot's own texts.
  mutating func say(
    _ text: SystemText, as speaker: Message.Speaker = .bot, name: String? = nil,
    kind: String? = nil, with values: [String: JSONValue] = [:], buttons: [Offer] = []
  ) {
    say(
      text.rawValue, dialog: nil, as: speaker, name: name, kind: kind, with: values,
      buttons: buttons)
  }

  /// Says the text of that key, in its next variant.
  ///
  /// A text that renders to nothing is not said: an empty bubble never reaches a customer.
  @discardableResult
  mutating func say(
    _ key: String, dialog: String?, as speaker: Message.Speaker = .bot, name: String? = nil,
    kind: String? = nil, with values: [String: JSONValue] = [:], buttons: [Offer] = []
  ) -> Bool {
    let variants = variants(key, dialog: dialog)
    guard !variants.isEmpty else {
      trace.fault = "no text `\(key)`"
      return false
    }
    let count = chat.said[key] ?? 0
    if variants.count > 1 { chat.said[key] = count + 1 }
    let text = variants[count % variants.count]
      .render(visibleValues(adding: values), style: style)
      .trimmed
    guard !text.isEmpty else {
      note("text `\(key)` is empty with these values")
      return false
    }
    bubble(text, as: speaker, name: name, kind: kind)
    if !buttons.isEmpty { offer(buttons) }
    return true
  }

  mutating func bubble(
    _ text: String, as speaker: Message.Speaker, name: String? = nil, kind: String? = nil,
    buttons: [Message.Button] = []
  ) {
    chat.lastSeq += 1
    effects.append(
      .say(
        Message(
          chat: chat.id, seq: chat.lastSeq, at: now, from: speaker, name: name, text: text,
          buttons: buttons, kind: kind)))
    if speaker == .bot { words.append(text) }
  }

  /// Puts buttons under the bubble said last in this turn.
  mutating func offer(_ offers: [Offer]) {
    guard
      let index = effects.lastIndex(where: {
        if case .say(let message) = $0 {
          message.from == .bot || message.from == .system
        } else {
          false
        }
      }), case .say(var message) = effects[index]
    else {
      say(.clarify)
      if effects.contains(where: { if case .say = $0 { true } else { false } }) { offer(offers) }
      return
    }
    message.buttons = offers.map { .init(id: $0.id, text: $0.text) }
    effects[index] = .say(message)
    chat.offers = offers
  }

  func variants(_ text: SystemText) -> [ReplyTemplate] { variants(text.rawValue, dialog: nil) }

  func variants(_ key: String, dialog: String?) -> [ReplyTemplate] {
    for language in [chat.language, bot.defaultLanguage] {
      for bot in [bot, context.library.current] {
        let variants = bot.texts.variants(key, dialog: dialog, language: language)
        if !variants.isEmpty { return variants }
      }
    }
    return []
  }

  /// The words on a button, for a slot's value, or for an intent offered as a guess.
  func words(for key: String, in groups: [String]) -> String? {
    for language in [chat.language, bot.defaultLanguage] {
      for group in groups {
        let variants = bot.texts.variants(key, group: group, language: language)
        if let first = variants.first {
          return first.render(visibleValues(), style: style)
        }
      }
    }
    return nil
  }

  func buttonOffer(_ id: String) -> Offer? {
    words(for: id, in: [TextTable.buttons, TextTable.labels]).map { Offer(id: id, text: $0) }
  }

  // MARK: What texts and conditions see

  var style: ReplyStyle {
    let texts = bot.texts
    let language = chat.language
    return ReplyStyle(
      language: language, now: now, timeZone: bot.zone
    ) { value in
      texts.variants(value, group: TextTable.labels, language: language).first?.source
    }
  }

  func visibleValues(adding more: [String: JSONValue] = [:]) -> [String: JSONValue] {
    var values = chat.stack.last?.slots ?? [:]
    values["policy"] = .object(bot.settings.policy)
    values["shop"] = ["name": .string(bot.settings.shopName)]
    values["chat"] = [
      "id": .string(chat.id), "language": .string(chat.language.rawValue),
      "customer": chat.customer.map(JSONValue.string) ?? .null,
    ]
    return values.merging(more) { _, new in new }
  }

  var scope: Scope { Scope(values: visibleValues(), now: now) }
}

extension String {
  /// Without white space at either end.
  fileprivate var trimmed: String {
    let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
    guard let first = unicodeScalars.firstIndex(where: { !isSpace($0) }),
      let last = unicodeScalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(unicodeScalars[first...last])
  }
}
