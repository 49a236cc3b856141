import Dialogs
import Understanding

/// Checks what the intents' sentences and keywords mean, each for itself and together.
struct RuleCheck {
  private let draft: BotDraft
  private let sources: [String: SourceText]
  private let log: FindingLog
  private var sentences = SentenceIndex()

  init(_ draft: BotDraft, sources: [String: SourceText], log: FindingLog) {
    self.draft = draft
    self.sources = sources
    self.log = log
  }

  mutating func run() {
    for intent in draft.intents {
      for example in intent.definition.examples {
        if let template = template(example) { checkTwice(example, template, of: intent) }
      }
      for nearMiss in intent.definition.nearMisses { _ = template(nearMiss) }
      for set in intent.definition.keywords { checkKeywords(set, of: intent) }
    }
    for sentence in draft.offTopic { _ = template(sentence) }
    for pattern in draft.entities.flatMap(\.patterns) { checkPattern(pattern) }
    for intent in draft.intents { checkNearMisses(of: intent.definition) }
    checkUses()
  }

  // MARK: Sentences

  private func template(_ sentence: ExampleSentence) -> SentenceTemplate? {
    let place = sentence.location
    if sentence.template.count > 1, sentence.template.hasPrefix("\""),
      sentence.template.hasSuffix("\"")
    {
      log.warning(
        .template, at: place, "the quotes are part of this sentence; one pair around it is enough")
    }
    do {
      let template = try SentenceTemplate(parsing: sentence.template)
      checkEntities(of: template, in: sentence)
      checkConcepts(template.concepts, in: sentence.template, at: place)
      return template
    } catch {
      log.error(
        .template, at: located(sentence, offset: error.offset), error.description)
      return nil
    }
  }

  private func checkPattern(_ pattern: EntityPattern) {
    guard let mistake = EntityPattern.mistake(in: pattern.text) else { return }
    log.error(
      .pattern, at: located(pattern.text, at: pattern.location, offset: mistake.offset),
      mistake.description, suggestion: mistake.suggestion)
  }

  private func located(_ sentence: ExampleSentence, offset: Int) -> SourceLocation {
    located(sentence.template, at: sentence.location, offset: offset)
  }

  /// The style of quotes is not kept with a text; its first character tells it.
  private func located(_ text: String, at place: SourceLocation, offset: Int) -> SourceLocation {
    guard let source = sources[place.file] else { return place }
    let start = source.offset(line: place.line, column: place.column)
    let style: ContentNode.Style =
      switch source.bytes.indices.contains(start) ? source.bytes[start] : 0 {
      case UInt8(ascii: "'"): .singleQuoted
      case UInt8(ascii: "\""): .doubleQuoted
      case UInt8(ascii: "|"), UInt8(ascii: ">"): .block
      default: .plain
      }
    return source.location(
      of: LocatedText(text, at: place, style: style), offset: offset)
  }

  private func checkEntities(of template: SentenceTemplate, in sentence: ExampleSentence) {
    guard !draft.outline.unreadable.contains(ContentPath.entities) else { return }
    let known = draft.entities.map(\.name) + BuiltInEntities.all
    for name in template.entities where !known.contains(name) {
      log.error(
        .template, at: located(sentence, offset: offset(of: "{\(name)}", in: sentence.template)),
        "there is no entity `{\(name)}`",
        suggestion: DidYouMean.closest(to: name, among: known).map { "{\($0)}" })
    }
  }

  private func checkConcepts(_ names: [String], in text: String, at place: SourceLocation) {
    guard !draft.outline.unreadable.contains(ContentPath.concepts) else { return }
    let known = draft.concepts.map(\.definition.name)
    for name in names where !known.contains(name) {
      let sentence = ExampleSentence(text, language: .en, location: place)
      log.error(
        .template, at: located(sentence, offset: offset(of: "<\(name)>", in: text)),
        "there is no concept `<\(name)>`",
        suggestion: DidYouMean.closest(to: name, among: known).map { "<\($0)>" })
    }
  }

  private func offset(of part: String, in text: String) -> Int {
    guard let range = text.firstRange(of: part) else { return 0 }
    return text.unicodeScalars.distance(from: text.startIndex, to: range.lowerBound)
  }

  private mutating func checkTwice(
    _ example: ExampleSentence, _ template: SentenceTemplate, of intent: IntentDraft
  ) {
    let name = intent.definition.name
    for sentence in template.expansions() {
      guard let first = sentences.insert(sentence, of: name, example),
        first.location != example.location
      else { continue }
      let place = "\(first.location.file):\(first.location.line)"
      if first.intent == name {
        // "ok" is said in every language.
        guard first.language == example.language else { return }
        log.warning(
          .duplicateSentence, at: example.location,
          "this sentence is there already, in line \(first.location.line)", witness: sentence)
      } else {
        log.error(
          .duplicateSentence, at: example.location,
          "this sentence is also one of `\(first.intent)` (\(place)); it can mean only one thing",
          witness: sentence)
      }
      // One sentence shows it; the others that the two templates share say no more.
      return
    }
  }

  // MARK: Keywords

  private func checkKeywords(_ set: KeywordSet, of intent: IntentDraft) {
    for word in set.all + set.any + set.not where word.hasPrefix("<") && word.hasSuffix(">") {
      checkConcepts([String(word.dropFirst().dropLast())], in: word, at: set.location)
    }
    guard !intent.allowsSingleKeyword else { return }
    if set.all.isEmpty, let word = set.any.first(where: { Self.words($0) < 2 }) {
      report(word, set)
    } else if set.any.isEmpty, set.all.count == 1, let word = set.all.first, Self.words(word) < 2 {
      report(word, set)
    }
  }

  private static func words(_ keyword: String) -> Int { keyword.split(separator: " ").count }

  private func report(_ word: String, _ set: KeywordSet) {
    log.error(
      .singleKeyword, at: set.location,
      "the word “\(word)” alone decides; ask for a second one, or say `single: ok` in this file",
      witness: word)
  }

  // MARK: Near misses

  private func checkNearMisses(of intent: IntentDefinition) {
    guard !intent.nearMisses.isEmpty else { return }
    let keywords =
      intent.keywords.isEmpty
      ? nil
      : KeywordProbe(
        intent, concepts: draft.concepts.map(\.definition), shorthand: draft.shorthand)
    for nearMiss in intent.nearMisses {
      guard let template = try? SentenceTemplate(parsing: nearMiss.template) else { continue }
      for sentence in template.expansions(limit: 20) {
        if let first = sentences[sentence], first.intent == intent.name {
          log.error(
            .nearMiss, at: nearMiss.location,
            "the example in line \(first.location.line) matches this near miss", witness: sentence)
          break
        }
        if let line = keywords?.line(matching: sentence, language: nearMiss.language) {
          log.error(
            .nearMiss, at: nearMiss.location,
            "the keyword set in line \(line) matches this near miss", witness: sentence)
          break
        }
      }
    }
  }

  // MARK: Uses

  private func checkUses() {
    var starts: [String: String] = [:]
    for dialog in draft.dialogs {
      for use in dialog.uses {
        guard case .intent = use.kind else { continue }
        if let other = starts[use.name], other != dialog.definition.name {
          log.error(
            .twoDialogs, at: use.location,
            "the intent `\(use.name)` starts the dialog `\(other)` already")
        }
        starts[use.name] = starts[use.name] ?? dialog.definition.name
      }
    }
    guard !draft.outline.unreadable.contains(where: { $0.hasPrefix("dialogs/") }) else { return }
    let awaited = draft.dialogs.flatMap(\.definition.states).flatMap(\.go).flatMap(\.on)
    let used = Set(
      awaited + starts.keys + draft.settings.buttons.map(\.intent.text)
        + ControlIntent.allCases.map(\.rawValue))
    for intent in draft.intents
    where intent.answer == nil && !used.contains(intent.definition.name) {
      log.warning(
        .unusedIntent, at: intent.definition.location,
        "nothing happens on `\(intent.definition.name)`: "
          + "it starts no dialog, has no `answer` and no state waits for it")
    }
  }
}
