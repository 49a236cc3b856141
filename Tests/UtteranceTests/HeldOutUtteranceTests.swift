import BotContent
import Dialogs
import Foundation
import Testing
import Understanding
import Yams

/// Sentences that nobody trained on, against the shipped content.
///
/// They are never copied into `intents/`; a test below fails if one is. The floors are set a little
/// below what was measured, so that a change that costs understanding is noticed. `Elliptic/` is a
/// list of its own, written later: shorter, as people type who are in a hurry.
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

  private static func sentences(
    offTopic: Bool, in list: String = ""
  ) throws -> [Sentence] {
    let files = try FileManager.default.contentsOfDirectory(
      at: folder.appending(path: "HeldOut").appending(path: list), includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "yaml" }
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
    ("zh_hans", 0.86), ("zh_hant", 0.91), ("vi", 0.87), ("vi_toneless", 0.91), ("en", 0.87),
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

  /// One sentence of 25 is 4 points.
  @Test(arguments: [
    ("zh_hans", 0.76), ("zh_hant", 0.88), ("vi", 0.76), ("vi_toneless", 0.84), ("en", 0.76),
  ])
  func `so is it where people are brief`(spelling: String, floor: Double) throws {
    let bot = try Self.loaded.get()
    let sentences = try Self.sentences(offTopic: false, in: "Elliptic")
      .filter { $0.spelling == spelling }
    let wrong = sentences.filter {
      Self.understand($0, bot).candidates.first?.intent != $0.intent
    }
    let share = 1 - Double(wrong.count) / Double(sentences.count)
    print("held out, elliptic, \(spelling): \(wrong.count) of \(sentences.count) wrong: \(share)")
    #expect(sentences.count == 25)
    #expect(share >= floor, "\(wrong.map { "\($0.intent): \($0.text)" })")
  }

  @Test func `few are answered wrongly`() throws {
    let bot = try Self.loaded.get()
    let sentences =
      try Self.sentences(offTopic: false) + Self.sentences(offTopic: false, in: "Elliptic")
    let wrong = sentences.filter { sentence in
      let understanding = Self.understand(sentence, bot)
      return understanding.decision == .match && understanding.intent != sentence.intent
    }
    let share = Double(wrong.count) / Double(sentences.count)
    print("held out: answered wrongly \(wrong.count) of \(sentences.count): \(share)")
    #expect(share <= 0.05, "\(wrong.map { "\($0.intent): \($0.text)" })")
  }

  @Test func `most of what is off topic is refused`() throws {
    let bot = try Self.loaded.get()
    let sentences =
      try Self.sentences(offTopic: true) + Self.sentences(offTopic: true, in: "Elliptic")
    let answered = sentences.filter { Self.understand($0, bot).decision == .match }
    let refused = 1 - Double(answered.count) / Double(sentences.count)
    print("held out: off topic refused: \(refused) of \(sentences.count)")
    #expect(sentences.count >= 115)
    #expect(refused >= 0.85, "\(answered.map(\.text))")
  }

  @Test func `none of them is an example`() throws {
    let bot = try Self.loaded.get()
    let examples = Set(
      bot.intents.values.flatMap(\.examples).flatMap { example in
        (try? SentenceTemplate(parsing: example.template).expansions(limit: 500)) ?? []
      }.map { $0.lowercased() })
    let heldOut =
      try Self.sentences(offTopic: false) + Self.sentences(offTopic: false, in: "Elliptic")
    #expect(heldOut.filter { examples.contains($0.text.lowercased()) } == [])
  }

  @Test func `none of them is an off-topic message of the content`() throws {
    let content = try Self.content("_off_topic", "off_topic")
    let messages = Set(
      content.flatMap { $0.1.sequence.map(Array.init) ?? [] }.compactMap(\.string)
        .map { $0.lowercased() })
    let heldOut =
      try Self.sentences(offTopic: true) + Self.sentences(offTopic: true, in: "Elliptic")
    #expect(heldOut.filter { messages.contains($0.text.lowercased()) } == [])
  }

  // MARK: The words that this rests on

  /// The entries below the key `key` of a shared file.
  private static func content(_ file: String, _ key: String) throws -> [(String, Node)] {
    let text = try String(
      contentsOf: repository.appending(path: "intents/\(file).yaml"), encoding: .utf8)
    let entries = try #require(try Yams.compose(yaml: text)?[key]?.mapping)
    return entries.compactMap { entry in entry.key.string.map { ($0, entry.value) } }
  }

  @Test func `every concept has words in every language`() throws {
    let concepts = try Self.content("_concepts", "concepts")
    #expect(concepts.count >= 150)
    for (name, languages) in concepts {
      for language in ["zh", "vi", "en"] {
        #expect((languages[language]?.sequence?.count ?? 0) >= 3, "\(name), \(language)")
      }
    }
  }

  @Test func `off-topic messages are many in every language`() throws {
    for (language, messages) in try Self.content("_off_topic", "off_topic") {
      #expect((messages.sequence?.count ?? 0) >= 80, "\(language)")
    }
  }
}
