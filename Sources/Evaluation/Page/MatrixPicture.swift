/// The confusion matrix as a heat map.
///
/// A cell's colour is its share of the row; its number, what people can act on. What is wrong leads
/// to its pair.
struct MatrixPicture {
  private static let cell = 20
  /// The width of a letter in a label.
  private static let letter = 6.7

  private let matrix: ConfusionMatrix
  private let pairs: [[String]: Int]

  init(_ evaluation: BotEvaluation) {
    matrix = evaluation.matrix
    pairs = Dictionary(
      evaluation.pairs.enumerated().compactMap { number, pair in
        pair.expected.map { ([$0, pair.predicted], number) }
      }, uniquingKeysWith: { first, _ in first })
  }

  var svg: String {
    let longest = matrix.intents.map(\.count).max() ?? 0
    let margin = Int((Double(longest) * Self.letter).rounded(.up)) + 12
    let side = matrix.intents.count * Self.cell
    // Names stand upright above their columns, so both margins are the same.
    let (width, height) = (margin + side + 2, margin + side + 2)
    return """
      <svg class="matrix" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
      role="group" aria-label="Confusion matrix; the pairs above say the same in words">
      <rect class="field" x="\(margin)" y="\(margin)" width="\(side)" height="\(side)"/>
      \(lines(margin, side))
      \(labels(margin))
      \(cells(margin))
      </svg>
      """
  }

  /// Between the intents of one area and those of the next: `order.…`, `pay.…`.
  private func lines(_ margin: Int, _ side: Int) -> String {
    func area(_ index: Int) -> Substring {
      matrix.intents[index].prefix { $0 != "." }
    }
    let borders = matrix.intents.indices.dropFirst().filter {
      area($0) != area($0 - 1) && (matrix.intents[$0] + matrix.intents[$0 - 1]).contains(".")
    }
    return borders.map { index in
      let place = margin + index * Self.cell
      return """
        <path class="border" d="M\(margin) \(place)h\(side)M\(place) \(margin)v\(side)"/>
        """
    }.joined(separator: "\n")
  }

  private func labels(_ margin: Int) -> String {
    matrix.intents.enumerated().map { index, name in
      let middle = margin + index * Self.cell + Self.cell / 2 + 4
      return """
        <text x="\(margin - 6)" y="\(middle)" text-anchor="end">\(Markup.text(name))</text>\
        <text transform="translate(\(middle) \(margin - 6)) rotate(-90)">\(Markup.text(name))</text>
        """
    }.joined(separator: "\n")
  }

  private func cells(_ margin: Int) -> String {
    var cells: [String] = []
    for (row, counts) in matrix.counts.enumerated() {
      let support = max(1, counts.reduce(0, +))
      for (column, count) in counts.enumerated() where count > 0 {
        let share = Double(count) / Double(support)
        let x = margin + column * Self.cell
        let y = margin + row * Self.cell
        let (expected, predicted) = (matrix.intents[row], matrix.intents[column])
        let isRight = row == column
        // A single error must show beside a row of hundreds.
        let strength = isRight ? share * share : 0.2 + 0.8 * min(1, share * 4).squareRoot()
        let title =
          isRight
          ? "\(expected): \(count) of \(support) right"
          : "\(expected) taken for \(predicted): \(count) of \(support)"
        let picture = """
          <rect class="\(isRight ? "right" : "wrong")" x="\(x + 1)" y="\(y + 1)" \
          width="\(Self.cell - 2)" height="\(Self.cell - 2)" rx="3" \
          fill-opacity="\(Markup.decimal(strength * (isRight ? 0.75 : 0.9), digits: 2))"/>\
          <text class="count" x="\(x + Self.cell / 2)" y="\(y + Self.cell / 2 + 3)" \
          text-anchor="middle">\(count > 999 ? "∗" : String(count))</text>\
          <title>\(Markup.text(title))</title>
          """
        if let number = pairs[[expected, predicted]] {
          cells.append(
            """
            <a href="#\(PairList.anchor(number))" tabindex="-1">\(picture)</a>
            """)
        } else {
          cells.append("<g>\(picture)</g>")
        }
      }
    }
    return cells.joined(separator: "\n")
  }
}
