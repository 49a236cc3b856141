import Dialogs
import Foundation
import LineProtocol
import Understanding

/// A shop of two dialogs and a handful of intents, made in code: what the machine's tests play with.
enum TestShop {
  static let start = Date(timeIntervalSince1970: 1_795_392_000)

  static let bot = makeBot()

  private static func at(_ line: Int) -> SourceLocation {
    SourceLocation(file: "test.yaml", line: line, column: 1)
  }

  private static func intent(
    _ name: String, _ examples: [String], answer: String? = nil
  ) -> IntentDefinition {
    IntentDefinition(
      name: name,
      examples: examples.enumerated().map {
        ExampleSentence($1, language: .en, location: at($0 + 1))
      }, answer: answer, location: at(1))
  }

  private static func makeBot() -> Bot {
    let intents = [
      intent("order.track", ["where is my parcel", "track my order", "where is {order_number}"]),
      intent("return.request", ["i want to return something", "send it back", "return an item"]),
      intent("ship.fee", ["how much is shipping", "what does delivery cost"], answer: "ship_fee"),
      intent("human.request", ["talk to a person", "human please", "real agent"]),
      intent("stop_flow", ["never mind", "forget it", "stop"]),
      intent("why", ["why do you need that", "what for"]),
      intent("back", ["go back", "previous question"]),
      intent("repeat", ["say that again", "repeat please"]),
      intent("abuse", ["you idiot", "stupid bot"]),
      intent("yes", ["yes", "yes please", "sure"]),
      intent("no", ["no", "no thanks", "nope"]),
    ]
    return Bot(
      version: "v1",
      settings: ShopSettings(
        shopName: "Test", languages: [.english], timeZone: "UTC",
        teams: [.init(name: "service"), .init(name: "aftersale", priority: 2)],
        buttonIntents: ["track": "order.track"],
        guesses: ["order.track", "ship.fee", "return.request"]),
      recognizer: Recognizer(
        UnderstandingSource(intents: intents, orderNumberShapes: ["2025#######"])),
      intents: intents, dialogs: [tracking, returning], texts: texts)
  }

  /// Order → call → shipped (an offer), unknown, or down (a hand-off).
  private static let tracking = DialogDefinition(
    name: "track", startsOn: ["order.track"],
    slots: [
      SlotDefinition(
        name: "order", entity: "order_number", prompt: "ask_order", again: ["again_1", "again_2"],
        why: "why_order", recall: true, location: at(10))
    ],
    states: [
      DialogState(
        name: "asking", fill: ["order"],
        call: CallDefinition(
          function: "order.get", arguments: ["number": "{{order}}"], save: "found",
          timeoutSeconds: 3, failed: "down", location: at(20)),
        go: [
          Transition(
            condition: .compare(.notEqual, .path(["found"]), .literal(.null)),
            to: .state("shipped"), location: at(21)),
          Transition(to: .state("unknown"), location: at(22)),
        ], location: at(20)),
      DialogState(
        name: "shipped", say: ["shipped"], buttons: ["more"],
        go: [Transition(to: .end, location: at(31))], location: at(30)),
      DialogState(name: "unknown", say: ["unknown"], location: at(40)),
      DialogState(
        name: "down", say: ["down"],
        handOff: HandOffDefinition(team: "aftersale", reason: .backend),
        location: at(50)),
    ], location: at(9))

  /// The order, the item in the customer's words, then a yes-or-no question.
  private static let returning = DialogDefinition(
    name: "return", startsOn: ["return.request"],
    slots: [
      SlotDefinition(name: "order", entity: "order_number", prompt: "ask_order", location: at(60)),
      SlotDefinition(name: "item", entity: "text", prompt: "ask_item", location: at(61)),
    ],
    states: [
      DialogState(
        name: "collecting", fill: ["order", "item"],
        go: [Transition(to: .state("confirming"), location: at(63))], location: at(62)),
      DialogState(
        name: "confirming", say: ["confirm"], buttons: ["yes", "no"],
        go: [
          Transition(on: ["yes"], to: .state("done"), location: at(66)),
          Transition(on: ["no"], to: .end, location: at(67)),
        ], location: at(65)),
      DialogState(name: "done", say: ["done"], location: at(70)),
    ], location: at(59))

  private static let texts: TextTable = {
    var common: TextTable.Group = [:]
    for text in SystemText.allCases { common[text.rawValue] = [template("<\(text.rawValue)>")] }
    common["hand_off"] = [template("<hand_off {{position}}>")]
    common["rephrase"] = [template("<rephrase>"), template("<rephrase again>")]
    func group(_ keys: [String]) -> TextTable.Group {
      Dictionary(uniqueKeysWithValues: keys.map { ($0, [template("<\($0)>")]) })
    }
    var tracking = group(["ask_order", "again_1", "again_2", "why_order", "unknown", "down"])
    tracking["shipped"] = [template("<{{order}} is {{found.status}}>")]
    return TextTable([
      .english: [
        "common": common, "answers": group(["ship_fee"]), "track": tracking,
        "return": [
          "ask_order": [template("<ask_order>")], "ask_item": [template("<ask_item>")],
          "confirm": [template("<return {{item}} of {{order}}?>")], "done": [template("<done>")],
          "order_choice": [
            template("<{{item.number}}{{#item.status}}, {{item.status}}{{/item.status}}>")
          ],
        ],
        "buttons": [
          "more": [template("More")], "yes": [template("Yes, go on")], "no": [template("No")],
          "track": [template("Track")], "leave_queue": [template("Leave")],
        ],
        "intents": [
          "order.track": [template("track an order")], "ship.fee": [template("shipping costs")],
          "return.request": [template("return an item")],
          "human.request": [template("talk to a person")],
        ],
      ]
    ])
  }()

  private static func template(_ source: String) -> ReplyTemplate {
    guard let template = try? ReplyTemplate(source) else { preconditionFailure(source) }
    return template
  }
}

/// A chat under test, with the clock in its hand.
struct TestChat {
  var chat: Chat
  var now = TestShop.start
  var last: Turn?
  private(set) var calls: [BackendCall] = []
  var library = BotLibrary(current: TestShop.bot)

  init() {
    chat = Chat(id: "c1", language: .english, isLanguageKnown: true, at: TestShop.start)
    _ = try? take(.opened)
  }

  @discardableResult
  mutating func take(_ event: ChatEvent) throws(Refusal) -> Turn {
    let context = TurnContext(now: now, library: library)
    let turn = try chat.take(event, in: context)
    last = turn
    for case .call(let call) in turn.effects { calls.append(call) }
    return turn
  }

  /// The shop loads new rules; dialogs in progress go on under theirs.
  mutating func adopt(
    version: String, changing change: (DialogDefinition) -> DialogDefinition = { $0 }
  ) {
    let bot = library.current
    library.older[bot.version] = bot
    library.current = Bot(
      version: version, settings: bot.settings, recognizer: bot.recognizer,
      intents: Array(bot.intents.values), dialogs: bot.dialogs.values.map(change),
      texts: bot.texts)
  }

  /// What anybody but the customer said to it.
  mutating func say(_ text: String, more: Bool = false) throws(Refusal) -> [String] {
    try answers(to: .said(text, more: more))
  }

  mutating func answers(to event: ChatEvent) throws(Refusal) -> [String] {
    try take(event).messages.filter { $0.from != .customer }.map(\.text)
  }

  mutating func answerCall(_ answer: BackendAnswer) throws(Refusal) -> [String] {
    guard let call = calls.last else { return [] }
    return try answers(to: .answered(key: call.key, answer))
  }
}
