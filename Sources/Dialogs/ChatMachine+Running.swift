import LineProtocol
import Understanding

extension ChatMachine {
  /// More buttons than these nobody reads.
  private static let mostTopics = 6

  /// Runs the innermost dialog until it waits for somebody or nothing is left to do.
  mutating func advance() {
    while let frame = chat.stack.last, chat.owner == .bot, chat.pendingCall == nil {
      stepsLeft -= 1
      guard stepsLeft > 0 else { return fail("dialog `\(frame.dialog)` goes round in circles") }
      guard let dialog = bot.dialogs[frame.dialog], let state = dialog.state(frame.state) else {
        return fail("state `\(frame.dialog).\(frame.state)` is gone")
      }
      switch frame.step {
      case .saying:
        for key in state.say { say(key, dialog: dialog.name) }
        move(to: .filling)
      case .filling:
        guard frame.asking == nil else { return }
        if let slot = nextSlot(of: state, in: dialog) { return ask(slot) }
        move(to: .running)
      case .running:
        move(to: .calling)
        if let name = state.run { runDialog(name) }
      case .calling:
        guard let call = state.call else {
          move(to: .choosing)
          if state.awaitsChoice { return offerChoice(of: state) }
          continue
        }
        return place(call)
      case .choosing:
        // Only a state that does not wait gets past here without an answer.
        guard !state.awaitsChoice else { return }
        move(to: .going)
      case .going:
        guard go(from: state) else { return }
      }
    }
  }

  private mutating func move(to step: Frame.Step) {
    chat.stack[chat.stack.count - 1].step = step
  }

  /// The first slot of the state that nobody has filled yet, here or earlier in the chat.
  private mutating func nextSlot(
    of state: DialogState, in dialog: DialogDefinition
  ) -> SlotDefinition? {
    for name in state.fill {
      guard let slot = dialog.slot(name) else { continue }
      var frame = chat.stack[chat.stack.count - 1]
      if let value = frame.slots[name], value != .null { continue }
      if slot.recall, let known = chat.remembered[slot.entity],
        isValid(.string(known), for: slot, in: frame)
      {
        frame.slots[name] = .string(known)
        chat.stack[chat.stack.count - 1] = frame
        note("slot `\(name)` is remembered from earlier in the chat", slot.location)
        continue
      }
      return slot
    }
    return nil
  }

  // MARK: Dialogs within dialogs

  private mutating func runDialog(_ name: String) {
    guard let caller = chat.stack.last, let dialog = bot.dialogs[name],
      let first = dialog.states.first
    else { return fail("dialog `\(name)` is gone") }
    var frame = Frame(dialog: name, version: caller.version, state: first.name)
    frame.isCalled = true
    for slot in dialog.slots { frame.slots[slot.name] = caller.slots[slot.name] }
    chat.stack.append(frame)
    note("dialog `\(name)` is run", dialog.location)
  }

  /// The innermost dialog is done: back to the one that ran it, or to the one it interrupted.
  mutating func endDialog() {
    let done = chat.stack.removeLast()
    chat.offers = []
    note("dialog `\(done.dialog)` ends")
    guard var frame = chat.stack.last, let dialog = bot.dialogs[frame.dialog] else { return }
    if done.isCalled {
      // What was found out belongs to the caller: its own slots, and results it has not got.
      let own = Set(dialog.slots.map(\.name))
      for (name, value) in done.slots where own.contains(name) || frame.slots[name] == nil {
        frame.slots[name] = value
      }
      chat.stack[chat.stack.count - 1] = frame
    } else if frame.isInterrupted {
      resume(bridging: true)
    }
  }

  /// Leads the customer back to the question that was open.
  mutating func resume(bridging: Bool) {
    guard var frame = chat.stack.last, chat.owner == .bot, chat.pendingCall == nil else { return }
    frame.isInterrupted = false
    chat.stack[chat.stack.count - 1] = frame
    guard let dialog = bot.dialogs[frame.dialog], let state = dialog.state(frame.state) else {
      return fail("state `\(frame.dialog).\(frame.state)` is gone")
    }
    if frame.step == .filling {
      // The way round may have brought the answer: ask only for what is still missing.
      guard let slot = nextSlot(of: state, in: dialog) else {
        chat.stack[chat.stack.count - 1].asking = nil
        return advance()
      }
      if bridging { say(.resume) }
      ask(slot)
    } else if frame.step == .choosing, state.awaitsChoice {
      guard !state.isOffer else { return }
      if bridging { say(.resume) }
      askChoice(of: state)
    }
  }

  // MARK: Choosing

  /// The buttons of a state that has just spoken.
  private mutating func offerChoice(of state: DialogState) {
    let offers = topics(of: state) + state.buttons.compactMap(buttonOffer)
    chat.offers = []
    if !offers.isEmpty { offer(offers) }
  }

  /// The intents that a state offers; those without a name or a dialog are left out.
  private func topics(of state: DialogState) -> [Offer] {
    guard case .array(let names) = state.topics?.evaluate(in: scope) else { return [] }
    return Array(offers(for: names.compactMap(\.string)).prefix(Self.mostTopics))
  }

  /// The question of a state again, with its buttons.
  mutating func askChoice(of state: DialogState) {
    guard let frame = chat.stack.last else { return }
    if let question = state.say.last { say(question, dialog: frame.dialog) }
    offerChoice(of: state)
  }

  // MARK: Going on

  func holds(_ edge: Transition) -> Bool { edge.condition?.holds(in: scope) ?? true }

  /// Takes the first transition that holds; false where the turn ends here.
  private mutating func go(from state: DialogState) -> Bool {
    if let edge = state.go.first(where: { $0.on.isEmpty && holds($0) }) {
      follow(edge)
      return true
    }
    if let definition = state.handOff {
      note("hand-off to `\(definition.team)`", state.location)
      handOff(definition.reason, team: definition.team, priority: definition.priority)
      return false
    }
    endDialog()
    return true
  }

  mutating func follow(_ edge: Transition) {
    for assignment in edge.set {
      let value = assignment.value.evaluate(in: scope)
      chat.stack[chat.stack.count - 1].slots[assignment.slot] = value
    }
    chat.stack[chat.stack.count - 1].asking = nil
    switch edge.to {
    case .state(let name):
      note("to `\(name)`", edge.location)
      chat.stack[chat.stack.count - 1].state = name
      chat.stack[chat.stack.count - 1].step = .saying
    case .end:
      note("to the end", edge.location)
      endDialog()
    case .dialog(let name):
      note("to dialog `\(name)`", edge.location)
      replaceDialog(by: name)
    }
  }

  /// The last act of a dialog: another one in its place, with the slots they share.
  private mutating func replaceDialog(by name: String) {
    guard let dialog = bot.dialogs[name], let first = dialog.states.first,
      let done = chat.stack.last
    else { return fail("dialog `\(name)` is gone") }
    var frame = Frame(dialog: name, version: done.version, state: first.name)
    frame.isCalled = done.isCalled
    for slot in dialog.slots { frame.slots[slot.name] = done.slots[slot.name] }
    chat.stack[chat.stack.count - 1] = frame
  }
}
