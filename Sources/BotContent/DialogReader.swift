import Dialogs
import Understanding

/// Reads one dialog file.
struct DialogReader {
  private static let mostStates = 500
  /// A longer one is a mistake, and its depth would cost more stack than there is.
  private static let longestCondition = 1_000

  let source: SourceText
  let log: FindingLog
  let outline: ContentOutline
  let defaultTeam: String
  private var uses: [NameUse] = []
  private var saved: [String] = []
  private var slotNames: [String] = []
  private var stateNames: [String] = []
  /// Whether a way from state to state could not be read.
  private var hasBrokenWays = false

  init(source: SourceText, log: FindingLog, outline: ContentOutline, defaultTeam: String) {
    self.source = source
    self.log = log
    self.outline = outline
    self.defaultTeam = defaultTeam
  }

  mutating func dialog(_ root: ContentNode, name: String) -> DialogDraft? {
    guard let fields = FieldReader(root, of: "a dialog file", log: log) else { return nil }
    if let given = fields.requiredText("dialog"), given.text != name {
      log.error(
        .fileName, at: given.location,
        "the dialog `\(given.text)` stands in a file of another name; rename one of the two",
        suggestion: name)
    }
    let startsOn = fields.texts("starts_on")
    uses += startsOn.map { NameUse(.intent, $0) }
    let slotEntries = fields.entries("slots")
    slotNames = slotEntries.map(\.key)
    let stateEntries = fields.required("states")?.reading(log).fields()
    guard let stateEntries else { return nil }
    stateNames = stateEntries.map(\.key)
    if stateEntries.count > Self.mostStates {
      log.error(
        .tooLarge, at: root.location, "a dialog has at most \(Self.mostStates) states; split it")
      return nil
    }
    if let node = fields.value("states"), case .fields(let entries) = node.value, entries.isEmpty {
      log.error(.empty, at: node.location, "a dialog needs at least one state")
    }
    let moves = moves(fields.value("moves"))
    fields.finish()
    let slots = slotEntries.compactMap { slot($0) }
    let states = stateEntries.compactMap { state($0) }
    return DialogDraft(
      definition: DialogDefinition(
        name: name, startsOn: startsOn.map(\.text), slots: slots, states: states,
        moves: moves,
        location: SourceLocation(file: source.file, line: root.location.line, column: 1)),
      uses: uses, saved: saved, hasBrokenWays: hasBrokenWays)
  }

  private func moves(_ node: ContentNode?) -> DialogMoves? {
    guard let node, let fields = FieldReader(node, of: "`moves`", log: log) else { return nil }
    func renamed(_ key: String, among known: [String], _ kind: String) -> [String: String] {
      var names: [String: String] = [:]
      for entry in fields.entries(key) {
        guard let name = entry.value.reading(log).text() else { continue }
        check(name, among: known, kind)
        if known.contains(entry.key) {
          log.error(
            .wrongValue, at: entry.keyLocation,
            "the \(kind) `\(entry.key)` is still there, and keeps its name; "
              + "`moves` takes names that earlier rules had")
        }
        names[entry.key] = name.text
      }
      return names
    }
    let moves = DialogMoves(
      states: renamed("states", among: stateNames, "state"),
      slots: renamed("slots", among: slotNames, "slot"))
    fields.finish()
    return moves
  }

  // MARK: Slots

  private mutating func slot(_ entry: ContentNode.Field) -> SlotDefinition? {
    let owner = "the slot `\(entry.key)`"
    guard let fields = FieldReader(entry.value, of: owner, log: log) else { return nil }
    let entity = fields.requiredText("entity")
    let prompt = fields.requiredText("prompt")
    let again = fields.texts("again")
    let why = fields.text("why")
    let invalid = fields.text("invalid")
    let buttons = fields.list("buttons")
    let refuse = fields.texts("refuse")
    let choices = choices(fields.value("choices"))
    var slot = SlotDefinition(
      name: entry.key, entity: entity?.text ?? "text", prompt: prompt?.text ?? "",
      again: again.map(\.text), why: why?.text, buttons: buttons.map(\.text),
      choices: choices, check: condition(fields.text("check")), invalid: invalid?.text,
      refuse: refuse.map(\.text), location: entry.keyLocation)
    slot.tries = fields.integer("tries", in: 1...10) ?? slot.tries
    slot.recall = fields.flag("recall") ?? slot.recall
    fields.finish()
    if let entity { uses.append(NameUse(.entity, entity)) }
    uses += ([prompt, why, invalid].compactMap { $0 } + again).map { NameUse(.text, $0) }
    uses += buttons.map { NameUse(.slotValue(entity: slot.entity), $0) }
    uses += refuse.filter { $0.text != SlotDefinition.question }.map { NameUse(.refused, $0) }
    return slot
  }

  private mutating func choices(_ node: ContentNode?) -> SlotChoices? {
    guard let node, let fields = FieldReader(node, of: "`choices`", log: log) else { return nil }
    let list = condition(fields.required("from")?.reading(log).text())
    let value = condition(fields.required("value")?.reading(log).text())
    let text = fields.requiredText("text")
    fields.finish()
    if let text { uses.append(NameUse(.text, text)) }
    guard let list, let value, let text else { return nil }
    return SlotChoices(list: list, value: value, text: text.text)
  }

  // MARK: States

  private mutating func state(_ entry: ContentNode.Field) -> DialogState? {
    let owner = "the state `\(entry.key)`"
    guard let fields = FieldReader(entry.value, of: owner, log: log) else {
      hasBrokenWays = true
      return nil
    }
    let say = fields.texts("say")
    let fill = fields.texts("fill")
    let run = fields.text("run")
    let buttons = fields.list("buttons")
    var state = DialogState(
      name: entry.key, say: say.map(\.text), fill: fill.map(\.text), run: run?.text,
      buttons: buttons.map(\.text), location: entry.keyLocation)
    state.topics = condition(fields.text("topics"))
    state.call = call(fields)
    state.go = transitions(fields.value("go"))
    state.handOff = handOff(fields.value("hand_off"))
    state.ends = fields.flag("end") ?? false
    fields.finish()
    uses += say.map { NameUse(.text, $0) } + buttons.map { NameUse(.button, $0) }
    for name in fill { check(name, among: slotNames, "slot") }
    if let run { check(run, among: outline.dialogs, "dialog", everywhere: true) }
    if state.handOff != nil, state.ends {
      log.error(
        .wrongValue, at: entry.keyLocation,
        "\(owner) cannot both hand off and end; a hand-off ends the dialog")
    }
    return state
  }

  private mutating func call(_ fields: FieldReader) -> CallDefinition? {
    let function = fields.text("call")
    let arguments = fields.entries("with")
    let save = fields.text("save")
    let timeout = fields.seconds("timeout")
    let failed = fields.text("failed")
    let timedOut = fields.text("timed_out")
    for name in [failed, timedOut].compactMap({ $0 }) where !stateNames.contains(name.text) {
      check(name, among: stateNames, "state")
      hasBrokenWays = true
    }
    if let save { saved.append(save.text) }
    guard let function else {
      hasBrokenWays = hasBrokenWays || failed != nil
      for key in ["with", "save", "timeout", "failed", "timed_out"] {
        if let node = fields.value(key), fields.value("call") == nil {
          log.error(
            .missingKey, at: node.location, "`\(key)` belongs to a `call`, and there is none here")
        }
      }
      return nil
    }
    if fields.value("failed") == nil {
      log.error(
        .missingKey, at: function.location,
        "a state with `call` needs `failed`: the state to go to when the backend does not answer")
    }
    var call = CallDefinition(
      function: function.text, arguments: [:], save: save?.text, failed: failed?.text ?? "",
      timedOut: timedOut?.text, location: function.location)
    call.timeoutSeconds = timeout ?? call.timeoutSeconds
    for entry in arguments {
      guard let text = entry.value.reading(log).text() else { continue }
      call.arguments[entry.key] = text.text
      if let template = source.template(text, log: log) {
        uses += source.pathUses(of: template, in: text)
      }
    }
    return call
  }

  private mutating func transitions(_ node: ContentNode?) -> [Transition] {
    guard let node else { return [] }
    guard case .list(let items) = node.value else {
      hasBrokenWays = true
      log.error(
        .wrongType, at: node.location,
        "`go` takes a list of transitions, each `- {if: …, to: …}`, not \(node.kind)")
      return []
    }
    return items.compactMap { transition($0) }
  }

  private mutating func transition(_ node: ContentNode) -> Transition? {
    guard let fields = FieldReader(node, of: "a transition", log: log) else { return nil }
    let on = fields.texts("on")
    uses += on.map { NameUse(.choice, $0) }
    let condition = condition(fields.text("if"))
    var assignments: [Assignment] = []
    for entry in fields.entries("set") {
      check(LocatedText(entry.key, at: entry.keyLocation), among: slotNames, "slot")
      if let value = self.condition(entry.value.reading(log).text()) {
        assignments.append(Assignment(slot: entry.key, value: value))
      }
    }
    let to = fields.requiredText("to")
    fields.finish()
    guard let to, let target = target(to) else {
      hasBrokenWays = true
      return nil
    }
    return Transition(
      on: on.map(\.text), condition: condition, set: assignments, to: target,
      location: node.location)
  }

  private func target(_ name: LocatedText) -> Transition.Target? {
    if name.text == "end" { return .end }
    if stateNames.contains(name.text) { return .state(name.text) }
    if outline.dialogs.contains(name.text) { return .dialog(name.text) }
    log.error(
      .unknownName, at: name.location, "there is no state and no dialog `\(name.text)`",
      suggestion: DidYouMean.closest(
        to: name.text, among: stateNames + outline.dialogs + ["end"]))
    return nil
  }

  private mutating func handOff(_ node: ContentNode?) -> HandOffDefinition? {
    guard let node, let fields = FieldReader(node, of: "`hand_off`", log: log) else { return nil }
    let team = fields.text("team")
    let reason = fields.text("reason")
    let priority = fields.integer("priority", in: 1...5)
    fields.finish()
    if let team { uses.append(NameUse(.team, team)) }
    var known = EscalationReason.policy
    if let reason {
      if let given = EscalationReason(rawValue: reason.text) {
        known = given
      } else {
        let all = EscalationReason.allCases.map(\.rawValue)
        log.error(
          .unknownName, at: reason.location,
          "there is no reason `\(reason.text)`; a hand-off has one of "
            + all.map { "`\($0)`" }.joined(separator: ", "),
          suggestion: DidYouMean.closest(to: reason.text, among: all))
      }
    }
    return HandOffDefinition(team: team?.text ?? defaultTeam, reason: known, priority: priority)
  }

  // MARK: Names and conditions

  private func check(
    _ name: LocatedText, among known: [String], _ kind: String, everywhere: Bool = false
  ) {
    guard !known.contains(name.text) else { return }
    log.error(
      .unknownName, at: name.location,
      "there is no \(kind) `\(name.text)`" + (everywhere ? "" : " in this dialog"),
      suggestion: DidYouMean.closest(to: name.text, among: known))
  }

  private mutating func condition(_ text: LocatedText?) -> Expression? {
    guard let text else { return nil }
    guard text.text.unicodeScalars.count <= Self.longestCondition else {
      log.error(
        .condition, at: text.location,
        "a condition has at most \(Self.longestCondition) characters")
      return nil
    }
    do {
      let expression = try Expression(parsing: text.text)
      uses += source.pathUses(of: expression, in: text)
      return expression
    } catch {
      log.error(
        .condition, at: source.location(of: text, offset: error.offset), error.reason,
        suggestion: error.suggestion)
      return nil
    }
  }
}
