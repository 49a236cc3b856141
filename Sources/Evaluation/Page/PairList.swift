import Understanding

/// The confused pairs with the sentences responsible, the worst first.
struct PairList {
  /// So many stand open at first, and so many are advised about.
  private static let open = 3
  private static let advised = 5
  /// More than these are folded away.
  private static let shown = 20
  private static let examplesShown = 6

  private let evaluation: BotEvaluation

  init(_ evaluation: BotEvaluation) { self.evaluation = evaluation }

  /// Where a page shows the pair of this number.
  static func anchor(_ number: Int) -> String { "pair-\(number + 1)" }

  var html: String {
    guard !evaluation.pairs.isEmpty else {
      return """
        <section aria-labelledby="pairs">
        <h2 id="pairs">Confused pairs</h2>
        <p>None: every sentence was recognised when it was held out.</p>
        </section>
        """
    }
    let pairs = evaluation.pairs.enumerated().map { pair($1, number: $0) }
    var list = pairs.prefix(Self.shown).joined(separator: "\n")
    if pairs.count > Self.shown {
      list += """

        <details class="more">
        <summary>\(pairs.count - Self.shown) more pairs</summary>
        \(pairs.dropFirst(Self.shown).joined(separator: "\n"))
        </details>
        """
    }
    return """
      <section aria-labelledby="first">
      <h2 id="first">What to do first</h2>
      <ol class="advice">
      \(advice.joined(separator: "\n"))
      </ol>
      </section>
      <section aria-labelledby="pairs">
      <h2 id="pairs">Confused pairs</h2>
      \(list)
      </section>
      """
  }

  /// One piece of advice for each of the worst pairs; a pair and its reverse want the same.
  private var advice: [String] {
    var given: Set<String> = []
    var items: [String] = []
    for (number, pair) in evaluation.pairs.enumerated() where items.count < Self.advised {
      let names = [pair.expected ?? "", pair.predicted].sorted().joined(separator: " ")
      guard given.insert(names).inserted else { continue }
      items.append(
        """
        <li><a href="#\(Self.anchor(number))">\(Self.title(pair))</a> \
        <span>\(Markup.prose(pair.advice.text))</span>\(Self.misled(pair.misleading))</li>
        """)
    }
    return items
  }

  private func pair(_ pair: ConfusedPair, number: Int) -> String {
    """
    <details class="pair"\(number < Self.open ? " open" : "")>
    <summary><span class="names">\(Self.title(pair))</span> \
    <span class="counts\(pair.answered == 0 ? "" : " bad")">\(Markup.text(pair.extent))</span></summary>
    <div id="\(Self.anchor(number))">
    <p class="do">\(Markup.prose(pair.advice.text))</p>
    \(Self.list(pair.examples.prefix(Self.examplesShown)))
    \(Self.folded(pair.examples.dropFirst(Self.examplesShown)))
    </div>
    </details>
    """
  }

  private static func title(_ pair: ConfusedPair) -> String {
    let expected = pair.expected.map { "<code>\(Markup.text($0))</code>" } ?? "off topic"
    return
      "\(expected) <span class=\"arrow\">taken for</span> <code>\(Markup.text(pair.predicted))</code>"
  }

  private static func list(_ examples: ArraySlice<ConfusedExample>) -> String {
    "<ul class=\"sentences\">\n\(examples.map(example).joined(separator: "\n"))\n</ul>"
  }

  private static func folded(_ examples: ArraySlice<ConfusedExample>) -> String {
    if examples.isEmpty { return "" }
    let lines = examples.count == 1 ? "1 more line" : "\(examples.count) more lines"
    return """
      <details class="more">
      <summary>\(lines)</summary>
      \(list(examples))
      </details>
      """
  }

  private static func misled(_ leanings: [Leaning]) -> String {
    if leanings.isEmpty { return "" }
    let items = leanings.map { leaning in
      let concept = leaning.concept.map { " <i>\(Markup.text($0))</i>" } ?? ""
      return "<li><bdi>\(Markup.text(leaning.text))</bdi>\(concept)"
        + " <small>+\(Markup.decimal(leaning.weight, digits: 1))</small></li>"
    }
    return "<ul class=\"misled\" aria-label=\"misled by\">\(items.joined())</ul>"
  }

  private static func example(_ example: ConfusedExample) -> String {
    let place = "\(example.location.file):\(example.location.line)"
    var notes = ["<code>\(Markup.text(place))</code>"]
    if example.variants > 1 { notes.append("\(example.variants) variants") }
    if example.lacksMarks { notes.append("without its marks") }
    notes.append(
      "score \(Markup.decimal(example.score, digits: 2))\(example.isAnswered ? "" : ", refused")")
    return """
      <li class="\(example.isAnswered ? "answered" : "refused")">
      <p class="sentence" lang="\(example.language.rawValue)" dir="auto">\(Markup.text(example.text))</p>
      \(misled(example.misleading))
      <p class="notes">\(notes.joined(separator: " · "))</p>
      </li>
      """
  }
}
