import GRDB
package import Understanding

/// Finds what the shop has an answer to by the words in it, in the customer's language.
///
/// A full-text index (SQLite FTS5, ranked by BM25) in memory. Words are compared as everywhere in
/// Parley: without case, width and tone marks, Traditional as Simplified. Chinese, which has no
/// spaces, is cut into pairs of characters, so that 退货 is found in 我要退货.
package struct AnswerIndex: Sendable {
  /// One thing that customers can ask for, in one language.
  package struct Entry: Equatable, Sendable {
    package var intent: String
    package var language: Language
    /// How the bot offers it: “track an order”.
    package var title: String
    /// What customers say who want it.
    package var examples: [String]
    /// What the bot answers, where that is one text.
    package var answer: String

    package init(
      intent: String, language: Language, title: String, examples: [String], answer: String
    ) {
      self.intent = intent
      self.language = language
      self.title = title
      self.examples = examples
      self.answer = answer
    }
  }

  /// A question of a thousand words is searched by its first.
  private static let termsSearched = 40
  /// The shortest word of which only the beginning must be there.
  private static let prefixLength = 4

  private let database: DatabaseQueue

  package init(_ entries: [Entry]) throws {
    database = try DatabaseQueue()
    try database.write { db in
      try db.execute(
        sql: """
          CREATE VIRTUAL TABLE answers USING fts5(
            intent UNINDEXED, language UNINDEXED, title, examples, answer,
            tokenize = "unicode61 remove_diacritics 0")
          """)
      for entry in entries {
        try db.execute(
          sql: "INSERT INTO answers VALUES (?, ?, ?, ?, ?)",
          arguments: [
            entry.intent, entry.language.rawValue, Self.words(entry.title),
            entry.examples.map(Self.words).joined(separator: " "), Self.words(entry.answer),
          ])
      }
    }
  }

  /// The intents that fit `query` best, at most `limit`; none where no word of it is known.
  package func intents(
    for query: String, language: Language, limit: Int
  ) throws -> [String] {
    let terms = Self.terms(query).prefix(Self.termsSearched).map { term in
      let isWord = term.unicodeScalars.first.map { $0.value < 0x2E80 } ?? false
      return "\"\(term)\"" + (isWord && term.unicodeScalars.count >= Self.prefixLength ? "*" : "")
    }
    guard !terms.isEmpty else { return [] }
    return try database.read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT intent FROM answers WHERE answers MATCH ? AND language = ?
          ORDER BY bm25(answers, 0, 0, 6, 2, 1), intent LIMIT ?
          """,
        arguments: [terms.joined(separator: " OR "), language.rawValue, limit])
    }
  }

  private static func words(_ text: String) -> String { terms(text).joined(separator: " ") }

  /// Words, and pairs of Han characters; a single one stands for itself.
  private static func terms(_ text: String) -> [String] {
    var terms: [String] = []
    var word = ""
    var han: [Character] = []
    func end() {
      if !word.isEmpty { terms.append(word) }
      if han.count == 1 { terms.append(String(han)) }
      terms += zip(han, han.dropFirst()).map { String([$0, $1]) }
      word = ""
      han = []
    }
    for character in Normalizer().normalize(text).plainString {
      let isHan = character.unicodeScalars.first.map { $0.properties.isIdeographic } ?? false
      if isHan {
        if !word.isEmpty { end() }
        han.append(character)
      } else if character.isLetter || character.isNumber {
        if !han.isEmpty { end() }
        word.append(character)
      } else {
        end()
      }
    }
    end()
    return terms
  }
}
