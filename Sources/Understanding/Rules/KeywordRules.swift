/// All keyword sets of a bot, compiled into one table of phrases.
struct KeywordRules: Sendable {
  struct Match: Sendable {
    var intent: String
    /// The words that made it fire, as ranges in the normalised text, by place.
    var words: [Range<Int>]
    /// How much the rule asked for: of two that fire, the one that asks for more wins.
    var weight: Int
    var location: SourceLocation
  }

  private struct Rule: Sendable {
    var intent: String
    var all: [Int]
    var any: [Int]
    var not: [Int]
    var location: SourceLocation
  }

  private var phrases = PhraseTable()
  /// The phrases that rule an intent out, and the intents by number.
  private var exclusions = PhraseTable()
  private var names: [String] = []
  private var numbers: [String: Int] = [:]
  private var rules: [Rule] = []
  /// Phrase → the rules that cannot fire without it, or without it and others like it.
  private var rulesAskingFor: [Int: [Int]] = [:]

  init(
    _ intents: [IntentDefinition], concepts: [Concept],
    shorthand: ShorthandTable = ShorthandTable()
  ) {
    let forms = Dictionary(concepts.map { ($0.name, $0.forms) }, uniquingKeysWith: +)
    for intent in intents {
      for phrase in intent.unless.flatMap(shorthand.forms) {
        exclusions.insert(phrase, as: names.count)
      }
      names.append(intent.name)
      for set in intent.keywords where !set.all.isEmpty || !set.any.isEmpty {
        rules.append(
          Rule(
            intent: intent.name, all: set.all.map { number($0, forms, shorthand) },
            any: set.any.map { number($0, forms, shorthand) },
            not: set.not.map { number($0, forms, shorthand) },
            location: set.location))
      }
    }
    for (index, rule) in rules.enumerated() {
      for phrase in rule.all.isEmpty ? rule.any : [rule.all[0]] {
        rulesAskingFor[phrase, default: []].append(index)
      }
    }
  }

  private mutating func number(
    _ word: String, _ concepts: [String: [String]], _ shorthand: ShorthandTable
  ) -> Int {
    if let known = numbers[word] { return known }
    let new = numbers.count
    numbers[word] = new
    let isConcept = word.hasPrefix("<") && word.hasSuffix(">")
    let forms =
      isConcept
      ? concepts[String(word.dropFirst().dropLast())] ?? [] : shorthand.forms(of: word)
    for form in forms { phrases.insert(form, as: new) }
    return new
  }

  /// The intents that a phrase in `text` rules out, and where it stands.
  func exclusions(
    in text: NormalizedText, withoutMarks: Bool
  ) -> [(intent: String, range: Range<Int>)] {
    exclusions.matches(in: text, withoutMarks: withoutMarks).map { (names[$0.phrase], $0.range) }
  }

  /// The rules that fire, the weightiest first.
  func matches(in text: NormalizedText, withoutMarks: Bool) -> [Match] {
    if rules.isEmpty { return [] }
    var found: [Int: Range<Int>] = [:]
    for match in phrases.matches(in: text, withoutMarks: withoutMarks) {
      if let known = found[match.phrase], known.count >= match.range.count { continue }
      found[match.phrase] = match.range
    }
    if found.isEmpty { return [] }
    let candidates = Set(found.keys.flatMap { rulesAskingFor[$0] ?? [] })
    return candidates.compactMap { index in
      let rule = rules[index]
      guard rule.all.allSatisfy({ found[$0] != nil }),
        !rule.not.contains(where: { found[$0] != nil })
      else { return nil }
      var words = rule.all.compactMap { found[$0] }
      if !rule.any.isEmpty {
        let weights = rule.any.compactMap { found[$0] }
        guard let best = weights.max(by: { Self.weight($0, text) < Self.weight($1, text) }) else {
          return nil
        }
        words.append(best)
      }
      return Match(
        intent: rule.intent, words: words.sorted { $0.lowerBound < $1.lowerBound },
        weight: words.reduce(0) { $0 + Self.weight($1, text) }, location: rule.location)
    }
    .sorted { ($1.weight, $0.location) < ($0.weight, $1.location) }
  }

  /// A Chinese character says about as much as three letters.
  private static func weight(_ range: Range<Int>, _ text: NormalizedText) -> Int {
    range.reduce(0) { $0 + (ScalarKind(text.scalars[$1]) == .ideograph ? 3 : 1) }
  }
}
