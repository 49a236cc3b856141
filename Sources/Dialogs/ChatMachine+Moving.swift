extension ChatMachine {
  /// Takes dialogs in progress to the rules in force, where their author says how.
  ///
  /// A dialog moves only from a place where the new rules can go on: the question that is open is
  /// asked there, too, or the customer may choose there, too. Everywhere else it stays under the
  /// rules it began with; nothing is asked twice and nothing is forgotten.
  mutating func moveToCurrentRules() {
    guard chat.pendingCall == nil else { return }
    for index in chat.stack.indices {
      guard let moved = moved(chat.stack[index]) else { continue }
      note(
        "dialog `\(moved.dialog)` moves to the rules in force, to `\(moved.state)`",
        context.library.current.dialogs[moved.dialog]?.location)
      chat.stack[index] = moved
    }
    if let dropped = chat.dropped { chat.dropped = dropped.map { moved($0) ?? $0 } }
  }

  private func moved(_ frame: Frame) -> Frame? {
    let current = context.library.current
    guard frame.version != current.version, let dialog = current.dialogs[frame.dialog],
      let moves = dialog.moves, let state = dialog.state(moves.states[frame.state] ?? frame.state)
    else { return nil }
    var moved = frame
    moved.version = current.version
    moved.state = state.name
    let name = { moves.slots[$0] ?? $0 }
    moved.slots = Dictionary(frame.slots.map { (name($0), $1) }) { first, _ in first }
    moved.reasked = Dictionary(frame.reasked.map { (name($0), $1) }) { first, _ in first }
    moved.filled = frame.filled.map(name).filter { dialog.slot($0) != nil }
    moved.asking = frame.asking.map(name)
    return goesOn(moved, in: state, of: dialog) ? moved : nil
  }

  /// Whether what the frame is in the middle of is there under the new rules, too.
  private func goesOn(_ frame: Frame, in state: DialogState, of dialog: DialogDefinition) -> Bool {
    if let asking = frame.asking {
      return state.fill.contains(asking) && dialog.slot(asking) != nil
    }
    return switch frame.step {
    case .choosing: state.awaitsChoice
    // It waits for the dialog that it runs, or that interrupted it.
    case .calling: state.run != nil
    case .saying, .filling, .running, .going: false
    }
  }
}
