import Understanding

/// An evaluation as one HTML page that needs nothing else: no script, no font, no picture from
/// elsewhere.
package struct BotEvaluationPage {
  private let evaluation: BotEvaluation
  private let name: String
  private let version: String

  /// `name` is what the bot is called, `version` that of its content.
  package init(_ evaluation: BotEvaluation, name: String, version: String) {
    self.evaluation = evaluation
    self.name = name
    self.version = version
  }

  package var html: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(Markup.text(name)): how well it understands</title>
    <style>
    \(PageStyle.css)
    </style>
    </head>
    <body>
    \(header)
    <main>
    \(overall)
    \(PairList(evaluation).html)
    \(section("matrix", "What was taken for what", matrix))
    \(section("intents", "Every intent, the worst first", IntentTable(evaluation).html))
    \(section("threshold", "The threshold", threshold))
    </main>
    \(footer)
    </body>
    </html>

    """
  }

  private var header: String {
    let facts = [
      "\(evaluation.intents.intents.count) intents",
      "\(Markup.count(evaluation.sentences)) sentences held out",
      "\(Markup.count(evaluation.offTopicMessages)) off-topic messages",
      "content \(String(version.prefix(12)))",
    ]
    return """
      <header>
      <h1><span class="quiet">How well it understands:</span> \(Markup.text(name))</h1>
      <p class="facts">\(facts.map { "<span>\(Markup.text($0))</span>" }.joined(separator: " "))</p>
      </header>
      """
  }

  private var overall: String {
    let now = evaluation.curve.current
    let figures: [(name: String, value: String, note: String)] = [
      (
        "Right intent", Markup.percent(evaluation.intents.accuracy),
        "the likeliest one, whatever its score"
      ),
      ("Macro F1", Markup.percent(evaluation.intents.macroF1), "each intent counts the same"),
      (
        "Off topic refused", Markup.percent(now.offTopicRefused),
        "of messages that are no business of the bot’s"
      ),
    ]
    let languages = evaluation.languages.map {
      (name: Self.name(of: $0), value: Markup.percent($0.accuracy), note: "right intent")
    }
    let tiles = (figures + (languages.count > 1 ? languages : [])).map {
      """
      <div><dt>\($0.name)</dt><dd>\($0.value)<small>\($0.note)</small></dd></div>
      """
    }
    return """
      <section aria-labelledby="overall">
      <h2 id="overall">At a glance</h2>
      <dl class="figures">
      \(tiles.joined(separator: "\n"))
      </dl>
      \(outcome(now))
      </section>
      """
  }

  /// What a customer would meet at the threshold in force, as one bar.
  private func outcome(_ now: ThresholdCurve.Point) -> String {
    let parts = [
      ("right", "answered rightly", now.answeredRight),
      ("wrong", "answered wrongly", now.answeredWrong), ("refused", "refused", now.refused),
    ]
    let bars = parts.map { name, _, share in
      #"<span class="\#(name)" style="flex-grow:\#(Markup.decimal(share, digits: 4))"></span>"#
    }
    let legend = parts.map { name, text, share in
      #"<li><i class="\#(name)"></i><b>\#(Markup.percent(share))</b> \#(text)</li>"#
    }
    return """
      <div class="bar" aria-hidden="true">\(bars.joined())</div>
      <ul class="legend">\(legend.joined())</ul>
      """
  }

  private var matrix: String {
    """
    <p>A row is an intent, a column what its sentences were taken for. Blue is right; red is not, \
    and leads to the sentences.</p>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="matrix">
    \(MatrixPicture(evaluation).svg)
    </div>
    """
  }

  private var threshold: String {
    """
    <p>A higher threshold errs less and asks or hands over more. To move it, write \
    <code>thresholds: {quantile: …}</code> into the settings, with the quantile of the row you \
    want.</p>
    \(CurvePicture(evaluation.curve).html)
    """
  }

  private var footer: String {
    """
    <footer>
    <p>Measured by cross-validation: five times the classifier learnt from four fifths of the \
    bot’s examples and was asked about the rest. All variants of one template stay together, and \
    each counts as a sentence. Templates and keyword sets take no part, so customers meet better \
    figures than these where a rule knows their words.</p>
    </footer>
    """
  }

  private func section(_ id: String, _ title: String, _ content: String) -> String {
    """
    <section aria-labelledby="\(id)">
    <h2 id="\(id)">\(title)</h2>
    \(content)
    </section>
    """
  }

  private static func name(of score: LanguageScore) -> String {
    switch score.language {
    case .zh: "Chinese"
    case .vi: "Vietnamese"
    case .en: "English"
    }
  }
}
