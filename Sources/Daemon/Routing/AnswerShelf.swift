import Dialogs
import Foundation
import LineProtocol
import Logging
import Store
import Understanding

/// The functions that the daemon answers itself, because they are about its own rules and chats:
/// what customers ask most, and what the shop has an answer to.
///
/// A dialog calls them as it calls the shop's backend, so that they have a time-out, a failure edge
/// and a place in transcripts like any other call. Works beside the turn loop, one call at a time.
final class AnswerShelf: Sendable {
  enum Function: String, CaseIterable {
    /// `{language}` → `{topics: [intent]}`, the most asked first.
    case popular = "answers.popular"
    /// `{query, language}` → `{topics: [intent]}`, the best first; empty where nothing fits.
    case search = "answers.search"
  }

  private static let topicsGiven = 6
  /// How far back counts what customers asked.
  private static let popularity: TimeInterval = 30 * 86_400
  /// What customers ask changes from day to day, not from minute to minute.
  private static let countedEvery: TimeInterval = 600

  private let loop: TurnLoop
  private let logger: Logger
  private let queue = DispatchQueue(label: "answers")
  private let shelf = Shelf()

  /// What was made of the rules in force; touched on `queue` only.
  private final class Shelf: @unchecked Sendable {
    var version = ""
    var index: AnswerIndex?
    var topics: Set<String> = []
    /// What was asked, the most asked first, and when that was counted.
    var asked: [String] = []
    var countedAt = Date.distantPast
  }

  init(loop: TurnLoop, logger: Logger) {
    self.loop = loop
    self.logger = logger
  }

  /// Calls that a daemon before this one made and did not answer.
  func takeUpOpenCalls() {
    loop.submit(.backendConnected(Function.allCases.map(\.rawValue)))
  }

  /// Answers its own calls, in time, and gives back the others.
  func take(_ calls: [BackendCall]) -> [BackendCall] {
    calls.filter { call in
      guard let function = Function(rawValue: call.function) else { return true }
      queue.async { [self] in
        do {
          let topics = try topics(function, call.arguments)
          loop.submit(
            .backendAnswered(
              key: call.key, .value(["topics": .array(topics.map(JSONValue.string))])))
        } catch {
          logger.error("\(call.function) failed: \(error)")
          loop.submit(.backendAnswered(key: call.key, .failed("\(error)")))
        }
      }
      return false
    }
  }

  private func topics(
    _ function: Function, _ arguments: [String: JSONValue]
  ) throws -> [String] {
    let bot = loop.bot
    let language = bot.language(for: arguments["language"]?.string)
    let index = try index(of: bot)
    switch function {
    case .search:
      return try index.intents(
        for: arguments["query"]?.string ?? "", language: language, limit: Self.topicsGiven)
    case .popular:
      let now = loop.clock.now
      if shelf.countedAt + Self.countedEvery <= now {
        shelf.asked = try loop.store.read { try $0.intentsAsked(since: now - Self.popularity) }
        shelf.countedAt = now
      }
      var topics = shelf.asked.filter { shelf.topics.contains($0) }
      topics += bot.settings.guesses.filter { !topics.contains($0) }
      return Array(topics.prefix(Self.topicsGiven))
    }
  }

  private func index(of bot: Bot) throws -> AnswerIndex {
    if let index = shelf.index, shelf.version == bot.version { return index }
    let entries = bot.answerEntries
    let index = try AnswerIndex(entries)
    shelf.version = bot.version
    shelf.index = index
    shelf.topics = Set(entries.map(\.intent))
    return index
  }
}

extension DialogDefinition {
  /// Whether it is the way to all others, and so nothing to be found in itself.
  fileprivate var isMenu: Bool {
    states.contains { state in
      state.call.map { AnswerShelf.Function(rawValue: $0.function) != nil } ?? false
    }
  }
}

extension Bot {
  /// Every intent that customers can be offered, in every language that has words for it.
  fileprivate var answerEntries: [AnswerIndex.Entry] {
    intents.values.sorted { $0.name < $1.name }.flatMap { intent in
      let dialog = dialogStartedBy[intent.name].flatMap { dialogs[$0] }
      guard dialog != nil || intent.answer != nil, dialog?.isMenu != true else {
        return [AnswerIndex.Entry]()
      }
      return settings.languages.compactMap { language in
        let title = texts.variants(intent.name, group: TextTable.intents, language: language)
        guard let title = title.first else { return nil }
        let answer = intent.answer.flatMap {
          texts.variants($0, dialog: nil, language: language).first
        }
        return AnswerIndex.Entry(
          intent: intent.name, language: language, title: title.source,
          examples: intent.examples.filter { $0.language == language.exampleKey }
            .map(\.template),
          answer: answer?.source ?? "")
      }
    }
  }
}
