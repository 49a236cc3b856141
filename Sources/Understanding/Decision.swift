/// One text decided: the first of sentence, keywords, context and classifier that is sure.
struct Decision {
  let reading: Reading
  let recognizer: Recognizer
  private let expected: [String]
  private let explainsRefusal: Bool
  /// The text without the courtesies around it and the clauses that say what is not wished, where
  /// there are some.
  private let wish: NormalizedText?
  /// Whether nothing is said but what is not wished.
  private let isOnlyDenial: Bool
  /// Intents that a phrase in the text rules out.
  private let ruledOut: Set<String>
  /// Intents that this text must not match.
  private var excluded: Set<String> = []
  private(set) var understanding: Understanding

  /// The intent of an answer to the question just asked.
  static let provide = "provide"
  /// An expected intent may be this much less likely than the best and still be meant.
  private static let expectedOdds = 0.3
  /// An expected intent needs less than the 0.5 that others need.
  private static let expectedScore = 0.35
  /// What the rest of an answer must score to be a wish of its own.
  private static let digressionScore = 0.7
  private static let keywordScore = 0.95

  init(_ reading: Reading, recognizer: Recognizer, explainsRefusal: Bool = false) {
    self.reading = reading
    self.recognizer = recognizer
    self.explainsRefusal = explainsRefusal
    expected = reading.expecting?.intents ?? []
    let denied = recognizer.keywords.exclusions(
      in: reading.masked, withoutMarks: reading.withoutMarks)
    let wished =
      denied.isEmpty
      ? reading.masked : Courtesy.clauses(of: reading.masked, besides: denied.map(\.range))
    isOnlyDenial =
      !denied.isEmpty && Courtesy.isAll(of: wished, withoutMarks: reading.withoutMarks)
    let asked = isOnlyDenial ? reading.masked : wished
    wish =
      Courtesy.stripped(from: asked, withoutMarks: reading.withoutMarks)
      ?? (asked.count < reading.masked.count ? asked : nil)
    ruledOut = Set(denied.map(\.intent))
    understanding = Understanding(
      text: reading.text, language: reading.language, decision: .unmatched, intent: nil, score: 0,
      candidates: [], entities: reading.entities, evidence: [])
    decide()
  }

  private mutating func decide() {
    // A bare value answers the question even where an intent has it as an example.
    if reading.isBareEntity, byExpectedEntity() { return }
    let entries = matchingSentences()
    excluded = ruledOut.union(entries.filter(\.isNearMiss).map(\.intent))
    if reading.isQuestion { excluded.formUnion(ShortAnswer.allCases.map(\.rawValue)) }
    if reading.expecting == nil { excluded.insert(Self.provide) }
    if bySentence(
      entries.filter { !$0.isNearMiss && !excluded.contains($0.intent) }, is: reading.masked)
    {
      return
    }
    if byShortAnswer() || byExpectedEntity() || byPoliteSentence() { return }
    if byDenial() || byKeywords() { return }
    byClassifier()
  }

  // MARK: Rules

  /// The sentences equal to the text, with all entities masked, none, or those of one type.
  private func matchingSentences() -> [SentenceTable.Entry] {
    let sentences = recognizer.sentences
    var found = sentences.entries(for: reading.masked)
    if !found.isEmpty || reading.entities.isEmpty { return found }
    found = sentences.entries(for: reading.normalized)
    if !found.isEmpty { return found }
    let types = Set(reading.entities.map(\.type))
    guard types.count > 1 else { return [] }
    for type in types.sorted() {
      let masked = recognizer.mask.masked(reading.normalized, reading.entities, only: [type])
      found = sentences.entries(for: masked)
      if !found.isEmpty { return found }
    }
    return []
  }

  private mutating func bySentence(
    _ entries: [SentenceTable.Entry], is sentence: NormalizedText
  ) -> Bool {
    if entries.isEmpty { return false }
    let ranked = entries.sorted { ($0.intent, $0.location) < ($1.intent, $1.location) }
    let preferred = expected.lazy.compactMap { name in ranked.first { $0.intent == name } }.first
    let evidence = (preferred.map { [$0] } ?? ranked).map {
      Evidence(
        kind: .template, intent: $0.intent, text: $0.template, weight: 1, location: $0.location,
        place: sentence.rawRange(of: 0..<sentence.count))
    }
    settle(evidence, score: 1)
    return true
  }

  /// The sentence without the courtesies around it.
  ///
  /// It is never a yes: 对吧 asks what 对 says.
  private mutating func byPoliteSentence() -> Bool {
    guard let wish else { return false }
    return bySentence(
      recognizer.sentences.entries(for: wish).filter {
        !$0.isNearMiss && !excluded.contains($0.intent) && $0.intent != ShortAnswer.yes.rawValue
      }, is: wish)
  }

  /// “Don't cancel it” and nothing else is a no, unless it is rather likely another wish.
  private mutating func byDenial() -> Bool {
    guard isOnlyDenial, !excluded.contains(ShortAnswer.no.rawValue) else { return false }
    let other = classification(of: reading.masked).candidates.first {
      !excluded.contains($0.intent) && $0.intent != ShortAnswer.no.rawValue
    }
    if let other, other.score >= Self.digressionScore { return false }
    settle(
      [
        Evidence(
          kind: .keywords, intent: ShortAnswer.no.rawValue,
          text: "not: " + ruledOut.sorted().joined(separator: ", "), weight: 1)
      ], score: Self.keywordScore)
    return true
  }

  private mutating func byKeywords() -> Bool {
    var text = reading.normalized
    var matches = keywordMatches(text)
    if matches.isEmpty {
      // Where no rule knows what was typed, one may know what was meant.
      let mended = recognizer.classifier.mended(text)
      if mended != text { (matches, text) = (keywordMatches(mended), mended) }
    }
    guard let best = matches.first else { return false }
    var top: [KeywordRules.Match] = []
    for match in matches where match.weight == best.weight {
      if !top.contains(where: { $0.intent == match.intent }) { top.append(match) }
    }
    if let preferred = expected.lazy.compactMap({ name in top.first { $0.intent == name } }).first {
      top = [preferred]
    }
    let evidence = top.map { match in
      Evidence(
        kind: .keywords, intent: match.intent,
        text: match.words.map { reading.rawText($0, of: text) }
          .joined(separator: " + "), weight: 1, location: match.location,
        place: reading.place(of: match.words, in: text))
    }
    settle(evidence, score: Self.keywordScore)
    return true
  }

  private func keywordMatches(_ text: NormalizedText) -> [KeywordRules.Match] {
    recognizer.keywords.matches(in: text, withoutMarks: reading.withoutMarks)
      .filter { !excluded.contains($0.intent) }
  }

  /// One intent that a rule names is a match, several are to be asked about.
  ///
  /// The classifier's
  /// candidates follow, so that one sees what else it could have been, and what spoke for it.
  private mutating func settle(_ evidence: [Evidence], score: Double) {
    let intents = evidence.map(\.intent)
    let classification = classification(of: reading.masked)
    let classified = classification.candidates
      .filter { !intents.contains($0.intent) && !excluded.contains($0.intent) }
    understanding.decision = intents.count == 1 ? .match : .clarify
    understanding.intent = intents.first
    understanding.score = score
    understanding.evidence = evidence
    if intents.count == 1, let runnerUp = classified.first {
      understanding.evidence += spoken(forSecond: runnerUp, classification)
    }
    understanding.candidates = Array(
      (intents.map { Understanding.Candidate(intent: $0, score: score) }
        + classified.map {
          Understanding.Candidate(intent: $0.intent, score: min($0.score, score))
        }).prefix(5))
  }

  // MARK: Context

  private mutating func byShortAnswer() -> Bool {
    guard !reading.isQuestion, expected.contains(where: { ShortAnswer(rawValue: $0) != nil }),
      let answer = ShortAnswer(reading.normalized) ?? leadingAnswer(),
      expected.contains(answer.rawValue)
    else { return false }
    settle(
      [
        Evidence(
          kind: .context, intent: answer.rawValue, text: "expected answer: \(answer.rawValue)",
          weight: 1)
      ], score: 1)
    return true
  }

  /// "Yes, please do": the answer comes first, and what follows is no wish of its own.
  ///
  /// A yes is believed only where the rest says nothing else: too much may hang on it.
  private func leadingAnswer() -> ShortAnswer? {
    let clause = reading.text.prefix { !Self.clauseEnds.contains($0) }
    guard clause.count < reading.text.count,
      let answer = ShortAnswer(normalized(clause))
    else { return nil }
    let tail = reading.text.dropFirst(clause.count)
    let rest = normalized(tail)
    if let other = ShortAnswer(rest) { return other == answer ? answer : nil }
    if answer == .yes {
      return tail.split(whereSeparator: Self.clauseEnds.contains).allSatisfy(isAssent) ? .yes : nil
    }
    // "No, order 20251120779": a correction.
    if !reading.entities.isEmpty, Self.isWordless(reading.rest(recognizer)) { return answer }
    if sentences(of: rest).contains(where: { $0 != answer.rawValue }) { return nil }
    guard rest.scalars.count > Self.politeRest else { return answer }
    if keywordMatches(rest).contains(where: { !expected.contains($0.intent) }) { return nil }
    let other = classification(of: rest).candidates.first
    return other.map { $0.score >= Self.digressionScore && !expected.contains($0.intent) } == true
      ? nil : answer
  }

  private func normalized(_ clause: Substring) -> NormalizedText {
    recognizer.shorthand.writtenOut(
      recognizer.normalizer.normalize(String(clause)), in: reading.language.exampleKey)
  }

  /// Whether a clause after a yes only repeats it, or is polite.
  private func isAssent(_ clause: Substring) -> Bool {
    let clause = normalized(clause)
    if clause.count == 0 || ShortAnswer(clause) == .yes { return true }
    let meant = sentences(of: clause)
    return !meant.isEmpty
      && meant.allSatisfy {
        $0 == ShortAnswer.yes.rawValue || $0 != ShortAnswer.no.rawValue && expected.contains($0)
      } || Courtesy.isAll(of: clause, withoutMarks: reading.withoutMarks)
  }

  private func sentences(of text: NormalizedText) -> [String] {
    let wish = Courtesy.stripped(from: text, withoutMarks: reading.withoutMarks)
    return
      (recognizer.sentences.entries(for: text)
      + (wish.map { recognizer.sentences.entries(for: $0) } ?? []))
      .filter { !$0.isNearMiss }.map(\.intent)
  }

  private static let clauseEnds: Set<Character> = [",", "，", ".", "。", "!", "！", ";", "；", "、"]
  /// What is this short after an answer is politeness.
  private static let politeRest = 8

  /// The value that was asked for is here, and the rest of the text is no wish of its own.
  private mutating func byExpectedEntity() -> Bool {
    guard let type = reading.expecting?.entity,
      let entity = reading.entities.first(where: { $0.type == type })
    else { return false }
    let rest = reading.rest(recognizer)
    let isAlone = Self.isWordless(rest)
    if !isAlone {
      if keywordMatches(rest).contains(where: { $0.intent != Self.provide }) { return false }
      let other = classification(of: rest)
      if let best = other.candidates.first, best.intent != Self.provide,
        best.score >= Self.digressionScore, other.reading.unknownShare < 0.5
      {
        return false
      }
    }
    settle(
      [
        Evidence(
          kind: .context, intent: Self.provide, text: "expected \(type): \(entity.value)",
          weight: 1, place: entity.start..<entity.end)
      ], score: isAlone ? 1 : 0.9)
    return true
  }

  private static func isWordless(_ text: NormalizedText) -> Bool {
    !text.scalars.contains {
      let kind = ScalarKind($0)
      return kind.isWordLike || kind == .ideograph
    }
  }

  // MARK: Classifier

  private func classification(of text: NormalizedText) -> Classification {
    recognizer.classification(of: text, withoutMarks: reading.withoutMarks)
  }

  private mutating func byClassifier() {
    let classified = likeliestReading()
    var candidates = classified.candidates.filter { !excluded.contains($0.intent) }
    guard let first = candidates.first else { return }
    understanding.score = first.score
    var evidence: [Evidence] = []
    if let index = expectedIndex(candidates) {
      // What the chat expects takes the place, and at least the score, of what looked likelier.
      var chosen = candidates.remove(at: index)
      if index > 0 || chosen.score < 0.5 {
        evidence.append(
          Evidence(
            kind: .context, intent: chosen.intent, text: "expected intent: \(chosen.intent)",
            weight: first.score - chosen.score))
      }
      if first.score >= Self.expectedScore { chosen.score = max(first.score, 0.5) }
      understanding.score = chosen.score
      candidates =
        [chosen]
        + candidates.map { other in
          var other = other
          // Expected and nearly as likely is no longer close.
          other.score = min(other.score, chosen.score - recognizer.thresholds.clarifyMargin)
          return other
        }.filter { $0.score > 0 }
    }
    understanding.candidates = candidates.prefix(5).map {
      Understanding.Candidate(intent: $0.intent, score: max(0, $0.score))
    }
    let isReadable =
      reading.hasWords && !reading.isBareEntity && !classified.reading.isEmpty
    // A yes or a no is only what the shop wrote down as one: "actually keep it" looks like a yes.
    guard let best = candidates.first, isReadable, best.score >= 0.5,
      ShortAnswer(rawValue: best.intent) == nil
    else {
      understanding.score = min(understanding.score, 0.49)
      if explainsRefusal { understanding.evidence = spoken(for: candidates, classified) }
      return
    }
    understanding.intent = best.intent
    let isClose =
      candidates.count > 1
      && best.score - candidates[1].score < recognizer.thresholds.clarifyMargin
    understanding.decision = isClose ? .clarify : .match
    understanding.evidence = evidence + spoken(for: candidates, classified)
  }

  /// The whole text, or where that says more, the wish without the courtesies around it.
  private func likeliestReading() -> Classification {
    let whole = classification(of: reading.masked)
    guard let wish else { return whole }
    let bare = classification(of: wish)
    guard let best = bare.candidates.first, best.score >= 0.5,
      best.intent != whole.candidates.first?.intent || best.score > whole.score,
      ShortAnswer(rawValue: best.intent) == nil
    else { return whole.score < 0.5 ? likeliestSentence() ?? whole : whole }
    return bare
  }

  /// The sentence with the wish in it, where the others drown it.
  private func likeliestSentence() -> Classification? {
    Courtesy.sentences(of: reading.masked).lazy.filter {
      !Courtesy.isAll(of: $0, withoutMarks: reading.withoutMarks)
    }.map { sentence in
      classification(
        of: Courtesy.stripped(from: sentence, withoutMarks: reading.withoutMarks) ?? sentence)
    }.first { verdict in
      guard let best = verdict.candidates.first else { return false }
      return best.score >= 0.5 && ShortAnswer(rawValue: best.intent) == nil
    }
  }

  /// The likeliest candidate that the chat expects, where it is near the best.
  private func expectedIndex(_ candidates: [Classification.Candidate]) -> Int? {
    guard let first = candidates.first else { return nil }
    return candidates.firstIndex {
      expected.contains($0.intent) && $0.score >= first.score * Self.expectedOdds
        && ShortAnswer(rawValue: $0.intent) == nil
    }
  }
}
