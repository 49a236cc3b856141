import BotContent
import Dialogs
import Foundation

/// A shop as small as a shop can be: shipping costs, one dialog with a backend call, a person.
enum TestBot {
  static let files = ContentFiles(
    contents.mapValues { Data($0.utf8) })

  static func load() throws -> Bot {
    let loaded = BotLoader.load(files)
    guard let bot = loaded.bot else {
      throw ContentMistakes(text: loaded.report.findings.map { "\($0)" }.joined(separator: "\n"))
    }
    return bot
  }

  struct ContentMistakes: Error { let text: String }

  static let contents: [String: String] = [
    "dialogs/_settings.yaml": """
    shop: {name: Test}
    languages: [en]
    time_zone: UTC
    teams:
      service: {priority: 3, first_reply: 5m}
    default_team: service
    """,
    "dialogs/texts/en.yaml": """
    common:
    \(SystemText.allCases.map { "  \($0.rawValue): \($0.rawValue)" }.joined(separator: "\n"))
    answers:
      ship_fee: Shipping is free.
    order_track:
      ask_order: Which order?
      found: It is {{found.status}}.
      unknown: There is no such order.
    intents:
      human.request: Talk to a person
      order.track: Track my order
      ship.fee: Shipping costs
    buttons:
      leave_queue: Stop waiting
      human: Talk to a person
    """,
    "dialogs/order_track.yaml": """
    dialog: order_track
    starts_on: [order.track]
    slots:
      order: {entity: order_number, prompt: ask_order, tries: 3}
    states:
      lookup:
        fill: [order]
        call: order.get
        with: {number: "{{order}}"}
        save: found
        timeout: 3s
        failed: broken
        go:
          - {if: "found == null", to: missing}
          - {to: known}
      known:
        say: found
        end: true
      missing:
        say: unknown
        end: true
      broken:
        hand_off: {team: service, reason: backend}
    """,
    "intents/order.track.yaml": intent(
      "order.track", "where is my parcel", "track my order", "where is order {order_number}"),
    "intents/ship.fee.yaml": intent(
      "ship.fee", "how much is shipping", "what does delivery cost", "shipping fee")
      + "\nanswer: ship_fee\n",
    "intents/human.request.yaml": intent(
      "human.request", "talk to a person", "human please", "i want an agent"),
    "intents/stop_flow.yaml": intent("stop_flow", "never mind", "forget it", "stop this"),
  ]

  private static func intent(_ name: String, _ examples: String...) -> String {
    "intent: \(name)\nexamples:\n  en:\n"
      + examples.map { "    - \"\($0)\"" }.joined(separator: "\n")
  }
}
