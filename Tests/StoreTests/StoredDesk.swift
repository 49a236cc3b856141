import Dialogs
import Foundation
import LineProtocol
import Store
import Understanding

/// Runs `body` with a new data file, then `then` with its path, and removes it.
func withStore(
  _ body: (ChatStore) throws -> Void, then: (String) throws -> Void = { _ in }
) throws {
  let path = NSTemporaryDirectory() + UUID().uuidString
  defer { removeStore(path) }
  do {
    let store = try ChatStore(path: path)
    // Or it is closed as soon as `body` has no more use for it, under the hands of other readers.
    try withExtendedLifetime(store) { try body(store) }
  }
  try then(path)
}

func removeStore(_ path: String) {
  for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
}

/// Chats that live in a store, under rules without dialogs: enough to open, hand off and claim.
struct StoredDesk {
  static let start = Date(timeIntervalSince1970: 1_795_392_000)

  let store: ChatStore
  var now = Self.start
  var cursor = 0

  init(_ store: ChatStore) { self.store = store }

  private static let bot: Bot = {
    let human = IntentDefinition(
      name: "human.request",
      examples: [
        ExampleSentence(
          "human", language: .en,
          location: SourceLocation(file: "intents/human.request.yaml", line: 3, column: 5))
      ], location: SourceLocation(file: "intents/human.request.yaml", line: 1, column: 1))
    var common: TextTable.Group = [:]
    for text in SystemText.allCases {
      common[text.rawValue] = (try? ReplyTemplate("<\(text.rawValue)>")).map { [$0] }
    }
    return Bot(
      version: "v1",
      settings: ShopSettings(
        teams: [.init(name: "service", priority: 3), .init(name: "urgent", priority: 1)]),
      recognizer: Recognizer(UnderstandingSource(intents: [human])), intents: [human], dialogs: [],
      texts: TextTable([.english: [TextTable.common: common]]))
  }()

  @discardableResult
  mutating func take(
    _ event: ChatEvent, in id: String, key: ClientKey? = nil
  ) throws -> StoredTurnOutcome {
    var cursor = cursor
    let outcome = try store.write("test") { transaction in
      var chat =
        try transaction.chat(id)
        ?? Chat(id: id, language: .english, isLanguageKnown: true, at: now)
      let turn = try chat.take(
        event, in: TurnContext(now: now, library: BotLibrary(current: Self.bot)))
      return try transaction.store(turn, of: chat, key: key, at: now, cursor: &cursor)
    }
    self.cursor = cursor
    return outcome
  }

  /// Opens a chat and lets its customer ask for a person.
  @discardableResult
  mutating func queue(_ id: String) throws -> Int? {
    try take(.opened, in: id)
    return try take(.said("human", more: false), in: id).escalation
  }

  func waiting() throws -> [String] { try store.read { try $0.waiting().map(\.chat) } }
}
