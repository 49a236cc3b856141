/// What a text means, and why we think so.
///
/// Encoded, it is what `parley understand --json` and the `understand` method answer.
package struct Understanding: Codable, Equatable, Sendable {
  package enum Decision: String, Codable, Sendable {
    /// One intent, clearly.
    case match
    /// Two or more intents are close; the customer should be asked which.
    case clarify
    /// Nothing the rules cover.
    case unmatched
  }

  /// An intent with its score, 0…1, comparable within one bot; not a probability.
  package struct Candidate: Codable, Equatable, Sendable {
    package var intent: String
    package var score: Double

    package init(intent: String, score: Double) {
      self.intent = intent
      self.score = score
    }
  }

  package var text: String
  package var language: Language
  package var decision: Decision
  /// The best intent; nil when unmatched.
  package var intent: String?
  package var score: Double
  /// The best first, at most five.
  package var candidates: [Candidate]
  package var entities: [Entity]
  package var evidence: [Evidence]
  /// Other intents that sentences of the same message have, in the order in which they stand.
  package var also: [String]

  package init(
    text: String, language: Language, decision: Decision, intent: String?, score: Double,
    candidates: [Candidate], entities: [Entity], evidence: [Evidence], also: [String] = []
  ) {
    self.text = text
    self.language = language
    self.decision = decision
    self.intent = intent
    self.score = score
    self.candidates = candidates
    self.entities = entities
    self.evidence = evidence
    self.also = also
  }
}

extension Understanding {
  private enum CodingKeys: String, CodingKey {
    case text, language, decision, intent, score, candidates, entities, evidence, also
  }

  /// What was kept before there was an `also` had none.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      text: try container.decode(String.self, forKey: .text),
      language: try container.decode(Language.self, forKey: .language),
      decision: try container.decode(Decision.self, forKey: .decision),
      intent: try container.decodeIfPresent(String.self, forKey: .intent),
      score: try container.decode(Double.self, forKey: .score),
      candidates: try container.decode([Candidate].self, forKey: .candidates),
      entities: try container.decode([Entity].self, forKey: .entities),
      evidence: try container.decode([Evidence].self, forKey: .evidence),
      also: try container.decodeIfPresent([String].self, forKey: .also) ?? [])
  }

  /// Every member but `also` is always there: what was not understood has `"intent": null`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(text, forKey: .text)
    try container.encode(language, forKey: .language)
    try container.encode(decision, forKey: .decision)
    try container.encode(intent, forKey: .intent)
    try container.encode(score, forKey: .score)
    try container.encode(candidates, forKey: .candidates)
    try container.encode(entities, forKey: .entities)
    try container.encode(evidence, forKey: .evidence)
    if !also.isEmpty { try container.encode(also, forKey: .also) }
  }
}

/// A value found in a text.
package struct Entity: Codable, Hashable, Sendable {
  /// `order_number`, `phone`, `email`, `amount`, `date`, … or the name of a list of the content.
  package var type: String
  /// Normalised; DESIGN §6 fixes the form for each type.
  package var value: String
  /// As the customer wrote it.
  package var text: String
  /// Where it begins and ends in the raw text, in Unicode scalars, end exclusive.
  package var start: Int
  package var end: Int

  package init(type: String, value: String, text: String, start: Int, end: Int) {
    self.type = type
    self.value = value
    self.text = text
    self.start = start
    self.end = end
  }
}

/// One thing that spoke for an intent.
package struct Evidence: Codable, Equatable, Sendable {
  package enum Kind: String, Codable, Sendable {
    /// A sentence template matched the whole text.
    case template
    /// A keyword set held.
    case keywords
    /// An n-gram's share in the classifier's score.
    case ngram
    /// The state of the chat expected it.
    case context
    /// A button was pressed.
    case button
  }

  package var kind: Kind
  package var intent: String
  /// The words in the text, or the rule, that spoke.
  package var text: String
  /// How much; 1 for rules, additive for n-grams.
  package var weight: Double
  package var file: String?
  package var line: Int?
  /// Where the words begin and end in the raw text, in Unicode scalars, end exclusive.
  ///
  /// Nil where it is no words of the text that spoke; words that stand apart are one stretch here.
  package var start: Int?
  package var end: Int?

  package init(
    kind: Kind, intent: String, text: String, weight: Double, location: SourceLocation? = nil,
    place: Range<Int>? = nil
  ) {
    self.kind = kind
    self.intent = intent
    self.text = text
    self.weight = weight
    self.file = location?.file
    self.line = location?.line
    self.start = place?.lowerBound
    self.end = place?.upperBound
  }
}

/// What the state of a chat expects, so that a short answer can be understood.
package struct ExpectedAnswer: Equatable, Sendable {
  /// The entity type of the slot that was just asked for.
  package var entity: String?
  /// Intents that the state has a transition for, the most likely first.
  package var intents: [String]

  package init(entity: String? = nil, intents: [String] = []) {
    self.entity = entity
    self.intents = intents
  }
}

/// A reading of the clock with the offset it is to be read in; dates in a text are relative to it.
package struct LocalTime: Equatable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  package var secondsSince1970: Double
  package var offsetSeconds: Int

  package init(secondsSince1970: Double, offsetSeconds: Int) {
    self.secondsSince1970 = secondsSince1970
    self.offsetSeconds = offsetSeconds
  }
}
