import BotContent
import Dialogs
import Foundation
import Testing
import Understanding
import Yams

/// Sentences that nobody trained on, against the shipped content.
///
/// They are never copied into `intents/`; a test below fails if one is. The floors are set a little
/// below what was measured, so that a change that costs understanding is noticed.
@Suite("Held-out utterances")
struct HeldOutUtteranceTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  private static let repository = folder.deletingLastPathComponent().deletingLastPathComponent()
  private static let loaded = Result {
    let loaded = BotLoader.load(try ContentDirectory.read(repository))
    return try #require(loaded.bot)
  }

  /// Spelling → language that such a chat is held in.
  private static let spellings: [String: Language] = [
    "zh_hans": .simplifiedChinese, "zh_hant": .traditionalChinese, "vi": .vietnamese,
    "vi_toneless": .vietnamese, "en": .english,
  ]

  struct Sentence: Hashable {
    var intent: String
    var spelling: String
    var text: String
  }

  private static func sentences(offTopic: Bool) throws -> [Sentence] {
    let files = try FileManager.default.contentsOfDirectory(
      at: folder.appending(path: "HeldOut"), includingPropertiesForKeys: nil)
    return try files.sorted { $0.path < $1.path }.flatMap { file -> [Sentence] in
      let name = file.deletingPathExtension().lastPathComponent
      guard name.hasPrefix("_") == offTopic else { return [] }
      let root = try #require(try Yams.compose(yaml: String(contentsOf: file, encoding: .utf8)))
      let lists = offTopic ? root["off_topic"] ?? root : root
      return spellings.keys.sorted().flatMap { spelling in
        (lists[spelling]?.sequence.map(Array.init) ?? []).compactMap(\.string).map {
          Sentence(intent: name, spelling: spelling, text: $0)
        }
      }
    }
  }

  private static func understand(_ sentence: Sentence, _ bot: Bot) -> Understanding {
    bot.recognizer.understand(
      sentence.text, language: spellings[sentence.spelling],
      now: LocalTime(secondsSince1970: 1_795_392_000, offsetSeconds: 28_800),
      expecting: ["yes", "no"].contains(sentence.intent)
        ? ExpectedAnswer(intents: ["yes", "no"]) : nil)
  }

  @Test(arguments: [
    ("zh_hans", 0.80), ("zh_hant", 0.80), ("vi", 0.84), ("vi_toneless", 0.84), ("en", 0.80),
  ])
  func `the best guess is right often enough`(spelling: String, floor: Double) throws {
    let bot = try Self.loaded.get()
    let sentences = try Self.sentences(offTopic: false).filter { $0.spelling == spelling }
    let wrong = sentences.filter {
      Self.understand($0, bot).candidates.first?.intent != $0.intent
    }
    let share = 1 - Double(wrong.count) / Double(sentences.count)
    print("held out, \(spelling): \(wrong.count) of \(sentences.count) wrong: \(share)")
    #expect(sentences.count > 100)
    #expect(share >= floor, "\(wrong.map { "\($0.intent): \($0.text)" })")
  }

  @Test func `few are answered wrongly`() throws {
    let bot = try Self.loaded.get()
    let sentences = try Self.sentences(offTopic: false)
    let wrong = sentences.filter { sentence in
      let understanding = Self.understand(sentence, bot)
      return understanding.decision == .match && understanding.intent != sentence.intent
    }
    let share = Double(wrong.count) / Double(sentences.count)
    print("held out: answered wrongly \(wrong.count) of \(sentences.count): \(share)")
    #expect(share <= 0.08, "\(wrong.map { "\($0.intent): \($0.text)" })")
  }

  @Test func `most of what is off topic is refused`() throws {
    let bot = try Self.loaded.get()
    let sentences = try Self.sentences(offTopic: true)
    let answered = sentences.filter { Self.understand($0, bot).decision == .match }
    let refused = 1 - Double(answered.count) / Double(sentences.count)
    print("held out: off topic refused: \(refused) of \(sentences.count)")
    #expect(sentences.count >= 40)
    #expect(refused >= 0.75, "\(answered.map(\.text))")
  }

  @Test func `none of them is an example`() throws {
    let bot = try Self.loaded.get()
    let examples = Set(
      bot.intents.values.flatMap(\.examples).flatMap { example in
        (try? SentenceTemplate(parsing: example.template).expansions(limit: 500)) ?? []
      }.map { $0.lowercased() })
    let copied = try Self.sentences(offTopic: false).filter {
      examples.contains($0.text.lowercased())
    }
    #expect(copied == [])
  }
}
