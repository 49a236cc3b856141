import Dialogs
import Understanding

/// Checks where the states of the dialogs lead: every state reached, none without a way on, no
/// circle in which nobody is asked anything.
struct DialogCheck {
  private let log: FindingLog
  private let dialogs: [String: DialogDefinition]
  private let order: [DialogDefinition]
  private let broken: Set<String>
  private let buttonIntents: [String: String]
  private let intents: Set<String>

  init(_ draft: BotDraft, log: FindingLog) {
    self.log = log
    order = draft.dialogs.map(\.definition)
    broken = Set(draft.dialogs.filter(\.hasBrokenWays).map(\.definition.name))
    buttonIntents = draft.settings.settings.buttonIntents
    intents = Set(draft.outline.intents)
    dialogs = Dictionary(order.map { ($0.name, $0) }) { first, _ in first }
  }

  func run() {
    for dialog in order where !broken.contains(dialog.name) {
      checkReached(dialog)
      for state in dialog.states where state.awaitsChoice { checkExits(of: state) }
    }
    checkLoops()
  }

  private func checkExits(of state: DialogState) {
    if state.go.isEmpty, state.topics == nil {
      log.error(
        .noExit, at: state.location,
        "the state `\(state.name)` waits for an answer, but has no `go` that takes one")
    } else if !state.isOffer {
      let taken = Set(state.go.flatMap(\.on))
      for button in state.buttons
      where !taken.contains(button) && buttonIntents[button] == nil && !intents.contains(button) {
        log.error(
          .noExit, at: state.location,
          "the button `\(button)` leads nowhere: no transition here has `on: \(button)`, and "
            + "`buttons` in \(ContentPath.settings) gives it no intent")
      }
    }
  }

  private func checkReached(_ dialog: DialogDefinition) {
    guard let first = dialog.states.first else { return }
    var reached: Set<String> = [first.name]
    var waiting = [first]
    while let state = waiting.popLast() {
      for name in Self.exits(of: state) where reached.insert(name).inserted {
        if let next = dialog.state(name) { waiting.append(next) }
      }
    }
    for state in dialog.states where !reached.contains(state.name) {
      log.warning(
        .unreachableState, at: state.location, "nothing leads to the state `\(state.name)`")
    }
  }

  private static func exits(of state: DialogState) -> [String] {
    let edges = state.go.compactMap { edge -> String? in
      if case .state(let name) = edge.to { name } else { nil }
    }
    return edges + [state.call?.failed, state.call?.timedOut].compactMap { $0 }
  }

  // MARK: Loops

  private struct Place: Hashable {
    var dialog: String
    var state: String
  }

  private struct Visit {
    var place: Place
    var steps: [(to: Place, location: SourceLocation)]
  }

  /// Depth first over the states that go on by themselves; a step back to a state still open is a
  /// circle, and the one transition that closes it is where it is reported.
  private func checkLoops() {
    var done: Set<Place> = []
    for dialog in order {
      for state in dialog.states {
        let place = Place(dialog: dialog.name, state: state.name)
        if !done.contains(place) { walk(from: place, &done) }
      }
    }
  }

  private func walk(from start: Place, _ done: inout Set<Place>) {
    var open = [Visit(place: start, steps: steps(from: start))]
    var isOpen: Set = [start]
    while let last = open.indices.last {
      guard !open[last].steps.isEmpty else {
        isOpen.remove(open[last].place)
        done.insert(open.removeLast().place)
        continue
      }
      let step = open[last].steps.removeFirst()
      if isOpen.contains(step.to) {
        let circle = Array(open.map(\.place).drop { $0 != step.to }) + [step.to]
        let isOneDialog = circle.allSatisfy { $0.dialog == step.to.dialog }
        log.error(
          .loop, at: step.location,
          "the dialog goes round in circles here and never asks or waits: "
            + circle.map { "`\(isOneDialog ? $0.state : "\($0.dialog).\($0.state)")`" }
            .joined(separator: " → "))
      } else if !done.contains(step.to) {
        open.append(Visit(place: step.to, steps: steps(from: step.to)))
        isOpen.insert(step.to)
      }
    }
  }

  /// Where a state leads without asking the customer or the backend.
  private func steps(from place: Place) -> [(to: Place, location: SourceLocation)] {
    guard let state = dialogs[place.dialog]?.state(place.state), state.fill.isEmpty,
      state.call == nil
    else { return [] }
    if let name = state.run {
      return first(of: name).map { [($0, state.location)] } ?? []
    }
    guard !state.awaitsChoice else { return [] }
    return state.go.compactMap { edge in
      switch edge.to {
      case .state(let name): (Place(dialog: place.dialog, state: name), edge.location)
      case .dialog(let name): first(of: name).map { ($0, edge.location) }
      case .end: nil
      }
    }
  }

  private func first(of dialog: String) -> Place? {
    dialogs[dialog]?.states.first.map { Place(dialog: dialog, state: $0.name) }
  }
}
