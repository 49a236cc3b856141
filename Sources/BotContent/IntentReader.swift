import Dialogs
import Understanding

/// Reads the files of `intents/`.
struct IntentReader {
  let log: FindingLog

  func intent(_ root: ContentNode, name: String) -> IntentDraft? {
    guard let fields = FieldReader(root, of: "an intent file", log: log) else { return nil }
    let file = root.location.file
    if let given = fields.requiredText("intent"), given.text != name {
      log.error(
        .fileName, at: given.location,
        "the intent `\(given.text)` stands in a file of another name; rename one of the two",
        suggestion: name)
    }
    let examples = sentences(fields.required("examples"))
    if let node = fields.value("examples"), examples.isEmpty, node.text == nil {
      log.error(.empty, at: node.location, "an intent needs at least one example")
    }
    let keywords = keywordSets(fields.value("keywords"))
    let nearMisses = sentences(fields.value("near_misses"))
    let unless = fields.list("unless")
    let answer = fields.text("answer")
    let single = fields.text("single")
    if let single, single.text != "ok" {
      log.error(.wrongValue, at: single.location, "`single` takes only `ok`", suggestion: "ok")
    }
    fields.finish()
    return IntentDraft(
      definition: IntentDefinition(
        name: name, examples: examples, keywords: keywords, nearMisses: nearMisses,
        unless: unless.map(\.text), answer: answer?.text,
        location: SourceLocation(file: file, line: root.location.line, column: 1)
      ),
      answer: answer, allowsSingleKeyword: single?.text == "ok")
  }

  /// The sentences of `off_topic: {zh: […], vi: […], en: […]}`.
  func offTopic(_ root: ContentNode) -> [ExampleSentence] {
    guard let fields = FieldReader(root, of: "the off-topic file", log: log) else { return [] }
    defer { fields.finish() }
    return sentences(fields.required("off_topic"))
  }

  /// The sentences, or words, of each language.
  func sentences(
    _ node: ContentNode?, emptyIsFine: Bool = true
  ) -> [ExampleSentence] {
    guard let node, let fields = FieldReader(node, of: "this list", log: log) else { return [] }
    var sentences: [ExampleSentence] = []
    for language in ExampleLanguage.allCases {
      for text in fields.list(language.rawValue) {
        sentences.append(
          ExampleSentence(text.text, language: language, location: text.location))
      }
    }
    fields.finish()
    if sentences.isEmpty, !emptyIsFine {
      log.error(.empty, at: node.location, "there are no words here")
    }
    return sentences
  }

  private func keywordSets(_ node: ContentNode?) -> [KeywordSet] {
    guard let node else { return [] }
    guard case .list(let items) = node.value else {
      log.error(
        .wrongType, at: node.location,
        "`keywords` takes a list of sets, each `- all: […]`, not \(node.kind)")
      return []
    }
    return items.compactMap { item in
      guard let fields = FieldReader(item, of: "a keyword set", log: log) else { return nil }
      let set = KeywordSet(
        all: fields.list("all").map(\.text), any: fields.list("any").map(\.text),
        not: fields.list("not").map(\.text), location: item.location)
      fields.finish()
      if set.all.isEmpty, set.any.isEmpty {
        log.error(
          .missingKey, at: item.location, "a keyword set needs words under `all` or `any`")
        return nil
      }
      return set
    }
  }
}
