/// What a message wishes for besides.
///
///     Please cancel it. And what does delivery cost?
///
/// Each sentence and clause is understood by itself; what one surely means, and the message as a
/// whole does not, is another wish. Greetings, thanks and bare answers are none.
struct OtherWishes {
  /// Longer messages are stories, and their clauses parts of one.
  private static let longest = 600
  private static let mostClauses = 8
  /// A clause is less than a message; it must be surer to count.
  private static let score = 0.7
  /// Two words, or four characters.
  private static let shortestClause = 4

  /// The wishes, in the order in which they stand.
  let wishes: [Understanding]

  init(_ reading: Reading, besides main: Understanding, recognizer: Recognizer) {
    guard reading.raw.count <= Self.longest, main.decision != .unmatched else {
      wishes = []
      return
    }
    let clauses = Self.clauses(of: reading.raw)
    guard clauses.count > 1, clauses.count <= Self.mostClauses else {
      wishes = []
      return
    }
    var found: [Understanding] = []
    for (start, clause) in clauses {
      let part = Reading(
        clause, language: reading.language, now: reading.now, expecting: nil,
        recognizer: recognizer)
      if Courtesy.isAll(of: part.normalized, withoutMarks: part.withoutMarks) { continue }
      var meant = Decision(part, recognizer: recognizer).understanding
      guard meant.decision == .match, meant.score >= Self.score, let intent = meant.intent,
        intent != main.intent, ShortAnswer(rawValue: intent) == nil,
        !found.contains(where: { $0.intent == intent })
      else { continue }
      for index in meant.evidence.indices {
        meant.evidence[index].start? += start
        meant.evidence[index].end? += start
      }
      found.append(meant)
    }
    wishes = found
  }

  private static let ends = Set(",，.。!！?？;；\n".unicodeScalars)

  /// The clauses with where they begin; between two digits a full stop or comma ends nothing.
  private static func clauses(of raw: [Unicode.Scalar]) -> [(start: Int, text: String)] {
    var clauses: [(start: Int, text: String)] = []
    var start = 0
    func isDigit(_ index: Int) -> Bool {
      raw.indices.contains(index) && ScalarKind(raw[index]) == .digit
    }
    func close(at end: Int) {
      if end - start >= shortestClause {
        var clause = String.UnicodeScalarView()
        clause.append(contentsOf: raw[start..<end])
        clauses.append((start, String(clause)))
      }
      start = end
    }
    for (index, scalar) in raw.enumerated()
    where ends.contains(scalar) && !(isDigit(index - 1) && isDigit(index + 1)) {
      close(at: index + 1)
    }
    close(at: raw.count)
    return clauses
  }
}

extension Understanding {
  /// This, with the other wishes of the same message; where the chat is ready for one of them and
  /// not for this one, that one first.
  func with(_ others: [Understanding], expected: [String]) -> Understanding {
    if others.isEmpty { return self }
    var result = self
    result.also = others.compactMap(\.intent)
    guard let intent, decision == .match, !expected.contains(intent),
      let ready = others.first(where: { $0.intent.map(expected.contains) ?? false })
    else { return result }
    result.intent = ready.intent
    result.score = ready.score
    result.evidence = ready.evidence
    result.candidates.removeAll { $0.intent == ready.intent }
    result.candidates.insert(
      Candidate(intent: ready.intent ?? "", score: ready.score), at: 0)
    result.also = [intent] + result.also.filter { $0 != ready.intent }
    return result
  }
}
