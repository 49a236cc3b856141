/// Precision, recall, F1 and support of every intent.
struct IntentTable {
  private let evaluation: BotEvaluation

  init(_ evaluation: BotEvaluation) { self.evaluation = evaluation }

  var html: String {
    let intents = evaluation.intents.intents.sorted { ($0.f1, $0.intent) < ($1.f1, $1.intent) }
    return """
      <div class="scroll" tabindex="0" role="region" aria-labelledby="intents">
      <table>
      <thead><tr><th scope="col">Intent</th><th scope="col" colspan="2">F1</th>\
      <th scope="col">Precision</th><th scope="col">Recall</th><th scope="col">Sentences</th>\
      <th scope="col" class="left">Most often taken for</th></tr></thead>
      <tbody>
      \(intents.map(row).joined(separator: "\n"))
      </tbody>
      </table>
      </div>
      """
  }

  private func row(_ score: IntentScore) -> String {
    let rival = evaluation.rival(of: score.intent).map {
      "<code>\(Markup.text($0.predicted))</code> <small>\(Markup.count($0.sentences))</small>"
    }
    return """
      <tr><th scope="row"><code>\(Markup.text(score.intent))</code></th>\
      <td class="meter" aria-hidden="true"><span><i style="width:\
      \(Markup.decimal(score.f1 * 100, digits: 1))%"></i></span></td>\
      <td>\(Markup.decimal(score.f1 * 100, digits: 1))</td>\
      <td>\(Markup.decimal(score.precision * 100, digits: 1))</td>\
      <td>\(Markup.decimal(score.recall * 100, digits: 1))</td>\
      <td>\(Markup.count(score.support))</td>\
      <td class="left">\(rival ?? "–")</td></tr>
      """
  }
}
