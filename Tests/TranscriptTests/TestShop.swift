import BotContent
import Dialogs
import Foundation
import LineProtocol
import Transcripts
import Understanding

/// A shop so small that a test can say all it does: it looks up orders, and hands off.
enum TestShop {
  static func player() throws -> ScriptPlayer {
    ScriptPlayer(library: BotLibrary(current: try bot()))
  }

  static func play(_ source: String) throws -> PlayedScript {
    let reading = ScriptReading(source, file: "a.chat")
    guard let script = reading.script else { throw Unreadable(reading.places) }
    return try player().play(script)
  }

  struct Unreadable: Error {
    var places: [String]
    init(_ places: [String]) { self.places = places }
  }

  static func bot() throws -> Bot {
    let intents = [
      intent("greet", ["hello", "good morning"], answer: "hello"),
      intent("order.track", ["where is my parcel", "track {order_number}"]),
      intent("human.request", ["a person please"]),
      intent("stop_flow", ["never mind"]),
    ]
    let source = UnderstandingSource(intents: intents, orderNumberShapes: ["2025#######"])
    let settings = ShopSettings(
      languages: [.english], teams: [.init(name: "service")], noInputSeconds: 300,
      claimSeconds: 180, burstSeconds: 5)
    return Bot(
      version: "1", settings: settings, recognizer: Recognizer(source), intents: intents,
      dialogs: [try track()], texts: TextTable([.english: try texts()]))
  }

  private static func intent(
    _ name: String, _ examples: [String], answer: String? = nil
  ) -> IntentDefinition {
    IntentDefinition(
      name: name,
      examples: examples.enumerated().map {
        ExampleSentence($0.element, language: .en, location: place($0.offset + 1))
      }, answer: answer, location: place(1))
  }

  private static func track() throws -> DialogDefinition {
    let call = CallDefinition(
      function: "order.get", arguments: ["number": "{{order}}"], save: "found", timeoutSeconds: 3,
      failed: "down", location: place(4))
    return DialogDefinition(
      name: "track", startsOn: ["order.track"],
      slots: [
        SlotDefinition(
          name: "order", entity: "order_number", prompt: "ask_order", again: ["ask_again"],
          location: place(2))
      ],
      states: [
        DialogState(
          name: "lookup", fill: ["order"], call: call,
          go: [
            Transition(
              condition: try Expression(parsing: "found == null"), to: .state("unknown"),
              location: place(5)),
            Transition(to: .state("known"), location: place(6)),
          ], location: place(3)),
        DialogState(
          name: "known", say: ["known"], buttons: ["done"],
          go: [Transition(on: ["done"], to: .end, location: place(8))], location: place(7)),
        DialogState(name: "unknown", say: ["unknown"], ends: true, location: place(9)),
        DialogState(
          name: "down", say: ["sorry"],
          handOff: HandOffDefinition(team: "service", reason: .backend), location: place(10)),
      ], location: place(1))
  }

  private static func texts() throws -> [String: TextTable.Group] {
    [
      TextTable.common: try group([
        "greeting": "Welcome.", "rephrase": "Pardon?", "guesses": "Did you mean:",
        "clarify": "Which?", "hand_off": "A person comes. You are number {{position}}.",
        "give_up": "Sorry.", "still_waiting": "Still number {{position}}.",
        "queue_left": "Back with me.", "agent_joined": "{{agent}} is here.",
        "agent_returned": "{{agent}} left you to me.", "agent_left": "Again number {{position}}.",
        "resume": "Back to it.", "stopped": "Stopped.", "nothing_open": "Nothing open.",
        "still_there": "Are you there?", "acknowledged": "Fine.", "trouble": "Trouble.",
        "closed": "Closed.",
      ]),
      TextTable.answers: try group(["hello": "Hello {you}.\nHow can I help?"]),
      TextTable.buttons: try group(["done": "Done", "leave_queue": "Leave"]),
      "track": try group([
        "ask_order": "Which order?", "ask_again": "The number, please?",
        "known": "Order {{order}} is {{found.status}}.", "unknown": "No order {{order}}.",
        "sorry": "The system is down.",
      ]),
    ]
  }

  private static func group(_ texts: [String: String]) throws -> TextTable.Group {
    try texts.mapValues { [try ReplyTemplate($0)] }
  }

  private static func place(_ line: Int) -> SourceLocation {
    SourceLocation(file: "shop.yaml", line: line, column: 1)
  }
}

extension ScriptReading {
  /// `line:column: message` of every finding, with the suggestion.
  var places: [String] {
    findings.map { finding in
      let file = finding.file == "a.chat" ? "" : "\(finding.file):"
      return "\(file)\(finding.line):\(finding.column): \(finding.message)"
        + (finding.suggestion.map { " (\($0)?)" } ?? "")
    }
  }
}
