package import Understanding

/// One task of the bot as states and transitions, as checked content.
package struct DialogDefinition: Equatable, Sendable {
  package var name: String
  /// The intents that start it.
  package var startsOn: [String]
  /// In the order the author wrote them.
  package var slots: [SlotDefinition]
  /// In the order the author wrote them; the dialog begins in the first.
  package var states: [DialogState]
  /// How chats under earlier rules move to these; nil: they finish under the old.
  package var moves: DialogMoves?
  package var location: SourceLocation

  package init(
    name: String, startsOn: [String] = [], slots: [SlotDefinition] = [], states: [DialogState],
    moves: DialogMoves? = nil, location: SourceLocation
  ) {
    self.name = name
    self.startsOn = startsOn
    self.slots = slots
    self.states = states
    self.moves = moves
    self.location = location
  }

  package func state(_ name: String) -> DialogState? { states.first { $0.name == name } }
  package func slot(_ name: String) -> SlotDefinition? { slots.first { $0.name == name } }

  /// What is kept beside what customers fill in: results of calls, and what transitions set.
  var variables: Set<String> {
    Set(states.flatMap { $0.go.flatMap(\.set).map(\.slot) } + states.compactMap(\.call?.save))
  }
}

/// A value that a dialog needs from the customer, and how to ask for it.
package struct SlotDefinition: Equatable, Sendable {
  /// The entity type that takes the customer's words as they are.
  package static let freeText = "text"
  /// In `refuse`: whatever ends as a question does.
  package static let question = "question"

  package var name: String
  /// The entity type that fills it; `text` takes the whole utterance.
  package var entity: String
  /// The text that asks for it.
  package var prompt: String
  /// Other wordings, used one after the other when the answer did not fit.
  package var again: [String]
  /// The answer to "why do you need that?".
  package var why: String?
  /// How often to ask before a person takes over.
  package var tries: Int
  /// Values offered as buttons under the prompt.
  package var buttons: [String]
  /// Values that a call found, offered as buttons, too.
  package var choices: SlotChoices?
  /// Whether the last value of this entity in the same chat fills it without asking.
  package var recall: Bool
  /// Must hold for a value to be taken; may use the slot itself.
  package var check: Expression?
  /// Said when `check` does not hold.
  package var invalid: String?
  /// What a slot of free text does not take: intents, and `question`.
  package var refuse: [String]
  package var location: SourceLocation

  package init(
    name: String, entity: String, prompt: String, again: [String] = [], why: String? = nil,
    tries: Int = 2, buttons: [String] = [], choices: SlotChoices? = nil, recall: Bool = false,
    check: Expression? = nil, invalid: String? = nil, refuse: [String] = [],
    location: SourceLocation
  ) {
    self.name = name
    self.entity = entity
    self.prompt = prompt
    self.again = again
    self.why = why
    self.tries = tries
    self.buttons = buttons
    self.choices = choices
    self.recall = recall
    self.check = check
    self.invalid = invalid
    self.refuse = refuse
    self.location = location
  }
}

/// A place in a dialog.
///
/// Entered, a state does what it has of these, in this order: `say`, `fill`, `run`, `call`,
/// wait for the customer (where it has `buttons` or a transition with `on`), `go`, and last
/// `hand_off` or `end`. Where no transition holds, the dialog ends.
package struct DialogState: Equatable, Sendable {
  package var name: String
  /// Text keys, each a bubble of its own.
  package var say: [String]
  /// Slots to fill before anything else happens here.
  package var fill: [String]
  /// A dialog to run before going on; the slots it shares by name come back filled.
  package var run: String?
  package var call: CallDefinition?
  /// Button ids offered under the last bubble.
  package var buttons: [String]
  /// Gives a list of intents, offered by their names in group `intents`; whoever chooses one is
  /// led there.
  package var topics: Expression?
  package var go: [Transition]
  package var handOff: HandOffDefinition?
  package var ends: Bool
  package var location: SourceLocation

  package init(
    name: String, say: [String] = [], fill: [String] = [], run: String? = nil,
    call: CallDefinition? = nil, buttons: [String] = [], topics: Expression? = nil,
    go: [Transition] = [], handOff: HandOffDefinition? = nil, ends: Bool = false,
    location: SourceLocation
  ) {
    self.name = name
    self.say = say
    self.fill = fill
    self.run = run
    self.call = call
    self.buttons = buttons
    self.topics = topics
    self.go = go
    self.handOff = handOff
    self.ends = ends
    self.location = location
  }

  /// Whether the customer is asked to choose here, after slots and calls are done.
  package var awaitsChoice: Bool {
    !buttons.isEmpty || topics != nil || go.contains { !$0.on.isEmpty }
  }

  /// Whether leaving without an answer loses nothing: some transition takes any answer.
  package var isOffer: Bool { awaitsChoice && go.contains { $0.on.isEmpty } }
}

/// From a state to the next: on what, when, and where to.
package struct Transition: Equatable, Sendable {
  package enum Target: Equatable, Sendable {
    case state(String)
    /// Runs that dialog; this one ends when it comes back.
    case dialog(String)
    case end
  }

  /// Intents or button ids; empty: whatever has no better home.
  package var on: [String]
  package var condition: Expression?
  /// Slots set on the way.
  package var set: [Assignment]
  package var to: Target
  package var location: SourceLocation

  package init(
    on: [String] = [], condition: Expression? = nil, set: [Assignment] = [], to: Target,
    location: SourceLocation
  ) {
    self.on = on
    self.condition = condition
    self.set = set
    self.to = to
    self.location = location
  }
}

/// `slot: expression`, as in `set: {reason: "'late'"}`.
package struct Assignment: Equatable, Sendable {
  package var slot: String
  package var value: Expression

  package init(slot: String, value: Expression) {
    self.slot = slot
    self.value = value
  }
}

/// A call to the shop's backend.
package struct CallDefinition: Equatable, Sendable {
  package var function: String
  /// Argument name → Mustache template over the slots; a template that is one tag keeps the type.
  package var arguments: [String: String]
  /// The variable that takes the result.
  package var save: String?
  package var timeoutSeconds: Double
  /// The state that takes an error, or a time-out where `timedOut` is not given.
  package var failed: String
  /// The state that takes a time-out: for calls that change something, "not sure", never "failed".
  package var timedOut: String?
  package var location: SourceLocation

  package init(
    function: String, arguments: [String: String], save: String? = nil, timeoutSeconds: Double = 5,
    failed: String, timedOut: String? = nil, location: SourceLocation
  ) {
    self.function = function
    self.arguments = arguments
    self.save = save
    self.timeoutSeconds = timeoutSeconds
    self.failed = failed
    self.timedOut = timedOut
    self.location = location
  }
}

/// The decision of the author that a person takes over here.
package struct HandOffDefinition: Equatable, Sendable {
  package var team: String
  package var reason: EscalationReason
  /// 1 is first, 5 last; nil leaves it to the settings.
  package var priority: Int?

  package init(team: String, reason: EscalationReason, priority: Int? = nil) {
    self.team = team
    self.reason = reason
    self.priority = priority
  }
}

/// Why a person is needed; the raw value stands in the `escalations` table.
package enum EscalationReason: String, Codable, Sendable, CaseIterable {
  case unmatched, requested, policy, backend, abuse, timeout
}
