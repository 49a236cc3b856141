import Evaluation
import Foundation
import Understanding

/// What `parley eval --bot …` prints for programs.
///
/// `docs/evaluation.md` has the keys, which are a contract. Shares lie between 0 and 1; what there
/// was nothing to measure on is null.
struct BotEvaluationReport: Encodable {
  private let evaluation: BotEvaluation

  init(_ evaluation: BotEvaluation) { self.evaluation = evaluation }

  private enum Key: String, CodingKey {
    case folds, sentences
    case offTopicMessages = "off_topic_messages"
    case accuracy
    case macroF1 = "macro_f1"
    case areaUnderCurve = "auroc"
    case threshold, quantile
    case answeredRight = "answered_right"
    case answeredWrong = "answered_wrong"
    case refused
    case offTopicRefused = "off_topic_refused"
    case isCurrent = "current"
    case languages, language, intents, intent, precision, recall, f1, support
    case pairs, expected, predicted, answered, advice, examples
    case text, file, line, variants, score
    case lacksMarks = "without_marks"
    case misleading = "misled_by"
    case concept, weight
    case matrix, counts, curve
  }

  private typealias Values = KeyedEncodingContainer<Key>

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    let current = evaluation.curve.current
    try values.encode(CrossValidation.folds, forKey: .folds)
    try values.encode(evaluation.sentences, forKey: .sentences)
    try values.encode(evaluation.offTopicMessages, forKey: .offTopicMessages)
    try values.encode(evaluation.intents.accuracy, forKey: .accuracy)
    try values.encode(evaluation.intents.macroF1, forKey: .macroF1)
    try values.encode(evaluation.areaUnderCurve, forKey: .areaUnderCurve)
    try values.encode(current.threshold, forKey: .threshold)
    try Self.encode(current, to: &values)
    try values.list(.languages, evaluation.languages) { score, item in
      try item.encode(score.language.rawValue, forKey: .language)
      try item.encode(score.sentences, forKey: .sentences)
      try item.encode(score.accuracy, forKey: .accuracy)
    }
    try values.list(.intents, evaluation.intents.intents) { score, item in
      try item.encode(score.intent, forKey: .intent)
      try item.encode(score.precision, forKey: .precision)
      try item.encode(score.recall, forKey: .recall)
      try item.encode(score.f1, forKey: .f1)
      try item.encode(score.support, forKey: .support)
    }
    try values.list(.pairs, evaluation.pairs, Self.encode)
    var matrix = values.nestedContainer(keyedBy: Key.self, forKey: .matrix)
    try matrix.encode(evaluation.matrix.intents, forKey: .intents)
    try matrix.encode(evaluation.matrix.counts, forKey: .counts)
    try values.list(.curve, evaluation.curve.points) { point, item in
      try item.encode(point.threshold, forKey: .threshold)
      try item.encode(point.quantile, forKey: .quantile)
      try item.encode(point.isCurrent, forKey: .isCurrent)
      try Self.encode(point, to: &item)
    }
  }

  private static func encode(_ point: ThresholdCurve.Point, to item: inout Values) throws {
    try item.encode(point.answeredRight, forKey: .answeredRight)
    try item.encode(point.answeredWrong, forKey: .answeredWrong)
    try item.encode(point.refused, forKey: .refused)
    try item.encode(point.offTopicRefused, forKey: .offTopicRefused)
  }

  private static func encode(_ pair: ConfusedPair, to item: inout Values) throws {
    try item.encode(pair.expected, forKey: .expected)
    try item.encode(pair.predicted, forKey: .predicted)
    try item.encode(pair.sentences, forKey: .sentences)
    try item.encode(pair.answered, forKey: .answered)
    try item.encode(pair.advice.name, forKey: .advice)
    try item.list(.misleading, pair.misleading, encode)
    try item.list(.examples, pair.examples) { example, item in
      try item.encode(example.text, forKey: .text)
      try item.encode(example.language.rawValue, forKey: .language)
      try item.encode(example.location.file, forKey: .file)
      try item.encode(example.location.line, forKey: .line)
      try item.encode(example.lacksMarks, forKey: .lacksMarks)
      try item.encode(example.variants, forKey: .variants)
      try item.encode(example.score, forKey: .score)
      try item.encode(example.isAnswered, forKey: .answered)
      try item.list(.misleading, example.misleading, encode)
    }
  }

  private static func encode(_ leaning: Leaning, to item: inout Values) throws {
    try item.encode(leaning.text, forKey: .text)
    try item.encode(leaning.concept, forKey: .concept)
    try item.encode(leaning.weight, forKey: .weight)
  }
}

extension KeyedEncodingContainer {
  /// A list of objects with the same kinds of keys as this one.
  fileprivate mutating func list<Element>(
    _ key: Key, _ elements: [Element], _ encode: (Element, inout Self) throws -> Void
  ) throws {
    var list = nestedUnkeyedContainer(forKey: key)
    for element in elements {
      var item = list.nestedContainer(keyedBy: Key.self)
      try encode(element, &item)
    }
  }
}
