import BotContent
import Dialogs
import Foundation
import LineProtocol
import Testing
import Understanding

/// What a complete bot, the one in `Broken/_base`, is read as.
@Suite("Bot loader")
struct BotLoaderTests {
  private let bot: Bot

  init() throws {
    let folder = BrokenContentTests.folder.appending(path: "_base")
    let (bot, report, _) = BotLoader.load(try ContentDirectory.read(folder))
    #expect(report == ContentReport([]))
    self.bot = try #require(bot)
  }

  @Test func `settings are read`() {
    let settings = bot.settings
    #expect(settings.shopName == "Lumo")
    #expect(settings.languages == [.english, .simplifiedChinese])
    #expect(settings.timeZone == "Asia/Shanghai")
    #expect(settings.thresholds == Thresholds(quantile: 0.1, clarifyMargin: 0.2))
    #expect(
      settings.teams == [
        .init(name: "service", priority: 3, firstReplySeconds: 300), .init(name: "aftersale"),
      ])
    #expect(settings.buttonIntents == ["track": "order.track"])
    #expect(settings.policy == ["stuck_hours": 48, "refund_days": "3–5"])
    #expect(settings.idleSeconds == 86_400)
    #expect(settings.burstSeconds == 0.5)
    #expect(settings.orderNumberShapes == ["2025#######"])
  }

  @Test func `an intent has its sentences with their places`() throws {
    let intent = try #require(bot.intents["order.track"])
    #expect(
      intent.examples[3]
        == ExampleSentence(
          "track [my] order {order_number}", language: .en,
          location: .init(file: "intents/order.track.yaml", line: 6, column: 7)))
    #expect(
      intent.keywords == [
        KeywordSet(
          all: ["track", "<parcel>"], not: ["refund"],
          location: .init(file: "intents/order.track.yaml", line: 12, column: 5))
      ])
    #expect(intent.nearMisses.map(\.template) == ["please do not send my order"])
    #expect(bot.intents["greet"]?.answer == "greet")
    #expect(bot.intents["no"]?.examples.map(\.template) == ["不用了", "no thanks"])
  }

  @Test func `a dialog has its slots, states and transitions`() throws {
    let dialog = try #require(bot.dialogs["order_track"])
    #expect(dialog.startsOn == ["order.track"])
    #expect(dialog.slots.map(\.name) == ["order"])
    #expect(dialog.slot("order")?.recall == true)
    #expect(
      dialog.states.map(\.name) == [
        "awaiting_order", "not_found", "stuck", "shipped", "backend_down",
      ])
    let first = dialog.states[0]
    #expect(first.fill == ["order"])
    #expect(first.call?.function == "order.get")
    #expect(first.call?.arguments == ["number": "{{order}}"])
    #expect(first.call?.timeoutSeconds == 3)
    #expect(first.call?.failed == "backend_down")
    #expect(first.go.map(\.to) == [.state("not_found"), .state("stuck"), .state("shipped")])
    #expect(first.go[0].condition == (try Expression(parsing: "found == null")))
    #expect(first.go[0].set == [Assignment(slot: "order", value: .literal(.null))])
    #expect(dialog.state("not_found")?.ends == true)
    #expect(dialog.state("stuck")?.say == ["stuck", "sorry"])
    #expect(
      dialog.state("stuck")?.handOff
        == HandOffDefinition(team: "aftersale", reason: .policy, priority: 2))
    #expect(
      dialog.state("backend_down")?.handOff == HandOffDefinition(team: "service", reason: .backend))
    #expect(dialog.state("shipped")?.go.map(\.to) == [.end, .dialog("order_cancel")])
    #expect(bot.dialogStartedBy == ["order.track": "order_track", "order.cancel": "order_cancel"])
  }

  @Test func `texts are read as written, block texts without their last line break`() {
    func sources(_ key: String, _ group: String, _ language: Language) -> [String] {
      bot.texts.variants(key, group: group, language: language).map(\.source)
    }
    #expect(sources("greet", "answers", .english) == ["Hello!", "Hello again!"])
    #expect(sources("yes", "buttons", .simplifiedChinese) == ["是"])
    #expect(
      sources("shipped", "order_track", .english) == [
        "Order {{order}} is on its way.\n"
          + "{{#found.eta}}It should arrive {{date(found.eta)}}.{{/found.eta}}"
      ])
  }

  @Test func `the recogniser knows the rules`() {
    let understanding = bot.recognizer.understand(
      "Where is my parcel?", language: .english,
      now: LocalTime(secondsSince1970: 0, offsetSeconds: 0))
    #expect(understanding.intent == "order.track")
    #expect(understanding.evidence.first?.kind == .template)
    #expect(understanding.evidence.first?.line == 5)
  }
}
