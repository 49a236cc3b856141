import Evaluation
import Foundation
import Understanding

/// What `parley eval --bot …` prints for people: the most useful first, and what to do about it.
struct BotEvaluationText {
  private static let intentsShown = 10
  private static let pairsShown = 8
  private static let examplesShown = 3
  private static let barWidth = 40

  private let evaluation: BotEvaluation
  private let ink: Ink

  init(_ evaluation: BotEvaluation, ink: Ink) {
    self.evaluation = evaluation
    self.ink = ink
  }

  var text: String {
    ([overall] + [worst, pairs, curve].filter { !$0.isEmpty }).joined(separator: "\n\n")
  }

  private static func percent(_ share: Double?) -> String {
    share.map { String(format: "%.1f %%", $0 * 100) } ?? "–"
  }

  private static func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - TextColumns.width(text))) + text
  }

  private var overall: String {
    let now = evaluation.curve.current
    var rows: [[String]] = [
      ["right", Self.percent(evaluation.intents.accuracy), "likeliest intent, no threshold"],
      ["macro F1", Self.percent(evaluation.intents.macroF1)],
      ["answered", Self.percent(now.answeredRight), "rightly"],
      ["", Self.percent(now.answeredWrong), "wrongly"],
      ["refused", Self.percent(now.refused)],
    ]
    if evaluation.offTopicMessages > 0 {
      rows.append([
        "off topic", Self.percent(now.offTopicRefused),
        "of \(evaluation.offTopicMessages) messages refused",
      ])
    }
    if evaluation.languages.count > 1 {
      for (index, score) in evaluation.languages.enumerated() {
        rows.append([
          index == 0 ? "right by language" : "", Self.percent(score.accuracy),
          "\(score.language.rawValue), \(score.sentences) sentences",
        ])
      }
    }
    for index in rows.indices { rows[index][1] = Self.padded(rows[index][1], to: 7) }
    let intents = evaluation.intents.intents.count
    let title = "\(intents) intents, \(evaluation.sentences) sentences, each asked while held out"
    return ink(.bold, title) + "\n\n" + TextColumns(rows).text
  }

  private var worst: String {
    let worst = evaluation.worstIntents.prefix(Self.intentsShown)
    if worst.isEmpty { return "" }
    let rows =
      [["intent", "   F1", "precision", "recall", "sentences", "most often taken for"]]
      + worst.map { score in
        let rival = evaluation.rival(of: score.intent).map { "\($0.predicted) (\($0.sentences))" }
        func figure(_ share: Double, _ width: Int) -> String {
          Self.padded(String(format: "%.1f", share * 100), to: width)
        }
        return [
          score.intent, figure(score.f1, 5), figure(score.precision, 9), figure(score.recall, 6),
          Self.padded(String(score.support), to: 9), rival ?? "",
        ]
      }
    let table = TextColumns(rows.map { $0.map(PlainText.shown) }).text
    return ink(.bold, "Worst intents") + "\n\n" + table
  }

  private var pairs: String {
    if evaluation.pairs.isEmpty { return "" }
    var lines = [ink(.bold, "Confused pairs")]
    for pair in evaluation.pairs.prefix(Self.pairsShown) {
      let names = "\(pair.expected ?? "off topic") taken for \(pair.predicted)"
      lines += [
        "",
        ink(.yellow, PlainText.shown(names)) + "  " + pair.extent,
      ]
      for example in pair.examples.prefix(Self.examplesShown) { lines += Self.lines(example, ink) }
      let rest = pair.examples.count - Self.examplesShown
      if rest > 0 {
        let most = PlainText.shown(Self.text(pair.misleading))
        lines.append(ink(.dim, "  and \(rest) more lines; all in all misled by ") + most)
      }
      let advice = Self.wrapped(PlainText.shown(pair.advice.text), width: 94)
      for (number, line) in advice.enumerated() {
        lines.append("  " + ink(.green, (number == 0 ? "→ " : "  ") + line))
      }
    }
    let rest = evaluation.pairs.count - Self.pairsShown
    if rest > 0 {
      lines += ["", ink(.dim, "\(rest) more pairs: --html FILE or --json has them all")]
    }
    return lines.joined(separator: "\n")
  }

  /// `text` in lines of at most `width` columns.
  private static func wrapped(_ text: String, width: Int) -> [String] {
    let cells = MessageCells(text)
    return cells.lines(width: width).map { line in
      cells.cells[line].map(\.shown).joined().trimmingCharacters(in: .whitespaces)
    }
  }

  private static func text(_ leanings: [Leaning]) -> String {
    leanings.map { leaning in
      "“\(leaning.text)”" + (leaning.concept.map { " \($0)" } ?? "")
        + String(format: " +%.1f", leaning.weight)
    }.joined(separator: ", ")
  }

  private static func lines(_ example: ConfusedExample, _ ink: Ink) -> [String] {
    func shown(_ text: String) -> String {
      PlainText.shown(text).replacing("\n", with: " ").replacing("\t", with: " ")
    }
    var notes = [
      "\(example.location.file):\(example.location.line)", String(format: "%.2f", example.score),
    ]
    if example.variants > 1 { notes.append("\(example.variants) variants") }
    if example.lacksMarks { notes.append("without its marks") }
    if !example.isAnswered { notes.append("refused") }
    var lines = [
      "  “\(shown(example.text))”", "    " + ink(.dim, shown(notes.joined(separator: "  "))),
    ]
    if !example.misleading.isEmpty {
      lines.append("    misled by " + shown(Self.text(example.misleading)))
    }
    return lines
  }

  /// Bars of what would be answered rightly, wrongly, and refused, at some thresholds.
  private var curve: String {
    var rows = [["threshold", "right", "wrong", "refused", "off topic refused", "quantile", ""]]
    for (index, point) in evaluation.curve.points.enumerated()
    where (4...18).contains(index) && index.isMultiple(of: 2) {
      rows.append([
        String(format: "%.1f", point.threshold) + (point.isCurrent ? " now" : ""),
        Self.padded(Self.percent(point.answeredRight), to: 7),
        Self.padded(Self.percent(point.answeredWrong), to: 7),
        Self.padded(Self.percent(point.refused), to: 7),
        Self.padded(Self.percent(point.offTopicRefused), to: 17),
        String(format: "%.3f", point.quantile), Self.bar(point),
      ])
    }
    return ink(.bold, "Threshold") + "  = rightly, ! wrongly, . refused; "
      + "thresholds: {quantile: …} in the settings moves it\n\n" + TextColumns(rows).text
  }

  private static func bar(_ point: ThresholdCurve.Point) -> String {
    let right = Int((point.answeredRight * Double(barWidth)).rounded())
    let wrong = Int((point.answeredWrong * Double(barWidth)).rounded(.up))
    let refused = max(0, barWidth - right - wrong)
    return String(repeating: "=", count: right) + String(repeating: "!", count: wrong)
      + String(repeating: ".", count: refused)
  }
}
