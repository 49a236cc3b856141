import LineProtocol
import Understanding

extension ChatMachine {
  private static let freeTextLength = 1_000

  /// The slot whose value the customer was just asked for.
  var slotAskedFor: SlotDefinition? {
    guard let frame = chat.stack.last, let asking = frame.asking else { return nil }
    return bot.dialogs[frame.dialog]?.slot(asking)
  }

  // MARK: Filling

  /// Fills the slots that the words which started a dialog speak of already.
  func prefill(_ frame: inout Frame, dialog: DialogDefinition, from entities: [Entity]) {
    for slot in dialog.slots
    where frame.slots[slot.name] == nil && slot.entity != SlotDefinition.freeText {
      guard let entity = entities.first(where: { $0.type == slot.entity }) else { continue }
      if isValid(.string(entity.value), for: slot, in: frame) {
        frame.slots[slot.name] = .string(entity.value)
        frame.filled.append(slot.name)
      }
    }
  }

  /// Takes the customer's words as the answer to the question just asked, if they can be one.
  mutating func fillAskedSlot(from understanding: Understanding) -> Bool {
    guard var frame = chat.stack.last, let asking = frame.asking,
      let dialog = bot.dialogs[frame.dialog], let slot = dialog.slot(asking)
    else { return false }
    let value: JSONValue
    if slot.entity == SlotDefinition.freeText {
      if isUnmistakable(understanding), isAnotherTopic(understanding, than: dialog) { return false }
      if isRefused(understanding, by: slot) {
        guard !isClear(understanding) || !isAnotherTopic(understanding, than: dialog) else {
          return false
        }
        missSlot(slot, dialog: dialog)
        return true
      }
      value = .string(String(understanding.text.prefix(Self.freeTextLength)))
    } else if let entity = understanding.entities.first(where: { $0.type == slot.entity }) {
      let isList = !EntityExtractor.builtInEntityTypes.contains(slot.entity)
      if !isList, isUnmistakable(understanding), isAnotherTopic(understanding, than: dialog) {
        return false
      }
      value = .string(entity.value)
    } else {
      return false
    }
    guard isValid(value, for: slot, in: frame) else {
      missSlot(slot, dialog: dialog, text: slot.invalid)
      return true
    }
    frame.slots[slot.name] = value
    frame.filled.append(slot.name)
    frame.asking = nil
    prefill(&frame, dialog: dialog, from: understanding.entities)
    chat.stack[chat.stack.count - 1] = frame
    chat.misses = 0
    note("slot `\(slot.name)` is filled", slot.location)
    advance()
    return true
  }

  /// Whether the shop says that such an answer is none: a "yes" to "which item?".
  private func isRefused(_ understanding: Understanding, by slot: SlotDefinition) -> Bool {
    if slot.refuse.contains(SlotDefinition.question), QuestionForm.holds(for: understanding.text) {
      return true
    }
    guard let intent = understanding.intent, isUnmistakable(understanding) else { return false }
    return slot.refuse.contains(intent)
  }

  /// Fills a slot by the button that stood for a value.
  mutating func fill(_ slot: SlotDefinition, with value: String) {
    guard var frame = chat.stack.last else { return }
    frame.slots[slot.name] = .string(value)
    frame.filled.append(slot.name)
    frame.asking = nil
    chat.stack[chat.stack.count - 1] = frame
    chat.misses = 0
    note("slot `\(slot.name)` is filled by a button", slot.location)
    advance()
  }

  /// "No, the other order": a value for a slot that is filled already fills it anew.
  mutating func correctSlot(from understanding: Understanding) -> Bool {
    guard var frame = chat.stack.last, let dialog = bot.dialogs[frame.dialog],
      let first = dialog.states.first,
      isBareValue(understanding) || !isAnotherTopic(understanding, than: dialog)
    else { return false }
    for slot in dialog.slots where slot.entity != SlotDefinition.freeText {
      guard let old = frame.slots[slot.name],
        let entity = understanding.entities.first(where: { $0.type == slot.entity }),
        old != .string(entity.value), isValid(.string(entity.value), for: slot, in: frame)
      else { continue }
      frame.slots[slot.name] = .string(entity.value)
      // What was found out with the old value no longer holds: begin again with the new one.
      let names = Set(dialog.slots.map(\.name))
      frame.slots = frame.slots.filter { names.contains($0.key) }
      frame.state = first.name
      frame.step = .saying
      frame.asking = nil
      chat.stack[chat.stack.count - 1] = frame
      chat.misses = 0
      note("slot `\(slot.name)` is corrected", slot.location)
      advance()
      return true
    }
    return false
  }

  private func isAnotherTopic(_ understanding: Understanding, than dialog: DialogDefinition) -> Bool
  {
    guard let intent = understanding.intent, understanding.decision == .match else { return false }
    return !dialog.startsOn.contains(intent)
      && (bot.dialogStartedBy[intent] != nil || bot.intents[intent]?.answer != nil)
  }

  /// Whether nothing but one value was said.
  func isBareValue(_ understanding: Understanding) -> Bool {
    guard understanding.entities.count == 1, let value = understanding.entities.first else {
      return false
    }
    return understanding.text.unicodeScalars.enumerated().allSatisfy { index, scalar in
      value.start..<value.end ~= index || !scalar.properties.isAlphabetic
    }
  }

  func isValid(_ value: JSONValue, for slot: SlotDefinition, in frame: Frame) -> Bool {
    guard let check = slot.check else { return true }
    var values = visibleValues(adding: frame.slots)
    values[slot.name] = value
    return check.holds(in: Scope(values: values, now: now))
  }

  // MARK: Asking

  mutating func ask(_ slot: SlotDefinition, key: String? = nil) {
    guard let frame = chat.stack.last else { return }
    chat.stack[chat.stack.count - 1].asking = slot.name
    say(key ?? slot.prompt, dialog: frame.dialog)
    let offers = slot.buttons.compactMap { value in
      words(for: value, in: [TextTable.labels, TextTable.buttons]).map {
        Offer(id: value, text: $0)
      }
    }
    chat.offers = []
    let all = choices(for: slot, in: frame) + offers
    if !all.isEmpty { offer(all) }
  }

  /// What a call found, as buttons; what has no words or is no value for the slot is left out.
  private func choices(for slot: SlotDefinition, in frame: Frame) -> [Offer] {
    guard let choices = slot.choices, case .array(let items) = choices.list.evaluate(in: scope)
    else { return [] }
    var offers: [Offer] = []
    for item in items where offers.count < SlotChoices.most {
      let values = visibleValues(adding: [SlotChoices.item: item])
      guard let value = choices.value.evaluate(in: Scope(values: values, now: now)).string,
        isValid(.string(value), for: slot, in: frame), !offers.contains(where: { $0.id == value }),
        let text = variants(choices.text, dialog: frame.dialog).first?
          .render(values, style: style), !text.isEmpty
      else { continue }
      offers.append(Offer(id: value, text: text, fills: slot.name))
    }
    return offers
  }

  /// What was asked for is not at hand: at once the help that else comes last, and a person.
  mutating func helpWithQuestion() -> Bool {
    guard let frame = chat.stack.last, let dialog = bot.dialogs[frame.dialog],
      let slot = slotAskedFor, slot.entity != SlotDefinition.freeText, let help = slot.again.last
    else { return false }
    missSlot(slot, dialog: dialog, text: help)
    if chat.owner == .bot, let human = buttonOffer("human") { offer(chat.offers + [human]) }
    return true
  }

  /// The answer did not fit: another wording, until a person has to help.
  mutating func missSlot(_ slot: SlotDefinition, dialog: DialogDefinition, text: String? = nil) {
    chat.misses += 1
    var frame = chat.stack[chat.stack.count - 1]
    let count = frame.reasked[slot.name] ?? 0
    frame.reasked[slot.name] = count + 1
    chat.stack[chat.stack.count - 1] = frame
    chat.tried.append("asked \(count + 2)× for \(slot.name)")
    guard chat.misses < bot.settings.noMatchLimit, count < slot.tries else { return giveUp() }
    note("slot `\(slot.name)` is asked for again", slot.location)
    let wordings = slot.again.isEmpty ? [slot.prompt] : slot.again
    ask(slot, key: text ?? wordings[min(count, wordings.count - 1)])
  }
}
