/// The threshold curve as a line chart, and its figures as a table.
struct CurvePicture {
  private struct Line: Sendable {
    var name: String
    var text: String
    var value: @Sendable (ThresholdCurve.Point) -> Double?
  }

  private static let lines = [
    Line(name: "right", text: "answered rightly") { $0.answeredRight },
    Line(name: "wrong", text: "answered wrongly") { $0.answeredWrong },
    Line(name: "refused", text: "refused") { $0.refused },
    Line(name: "off", text: "off topic refused") { $0.offTopicRefused },
  ]
  private static let (width, height) = (420, 280)
  private static let (left, right, top, bottom) = (46, 12, 24, 44)

  private let curve: ThresholdCurve

  init(_ curve: ThresholdCurve) { self.curve = curve }

  var html: String {
    let lines = Self.lines.filter { line in curve.points.contains { line.value($0) != nil } }
    let legend = lines.map {
      """
      <li><svg width="26" height="10" aria-hidden="true"><path class="line \($0.name)" \
      d="M1 5h24"/></svg>\($0.text)</li>
      """
    }
    return """
      <figure class="chart">
      <svg class="curve" viewBox="0 0 \(Self.width) \(Self.height)" role="img" \
      aria-label="Shares answered and refused by threshold; the table below has the figures">
      \(grid)
      \(lines.map(path).joined(separator: "\n"))
      \(now)
      \(lines.map(dots).joined(separator: "\n"))
      </svg>
      <figcaption><ul class="legend">\(legend.joined())</ul></figcaption>
      </figure>
      <details class="more">
      <summary>The figures</summary>
      \(table)
      </details>
      """
  }

  private static func x(_ threshold: Double) -> String {
    Markup.decimal(Double(left) + threshold * Double(width - left - right), digits: 1)
  }

  private static func y(_ share: Double) -> String {
    Markup.decimal(Double(top) + (1 - share) * Double(height - top - bottom), digits: 1)
  }

  private var grid: String {
    let rows = [0, 0.25, 0.5, 0.75, 1].map { share in
      """
      <path class="grid" d="M\(Self.left) \(Self.y(share))H\(Self.width - Self.right)"/>\
      <text x="\(Self.left - 8)" y="\(Self.y(share))" dy="4" text-anchor="end">\
      \(Int(share * 100)) %</text>
      """
    }
    let columns = [0, 0.25, 0.5, 0.75, 1].map { threshold in
      """
      <text x="\(Self.x(threshold))" y="\(Self.height - Self.bottom + 18)" \
      text-anchor="middle">\(Markup.decimal(threshold, digits: 2))</text>
      """
    }
    let title = """
      <text x="\((Self.left + Self.width - Self.right) / 2)" y="\(Self.height - 6)" \
      text-anchor="middle">threshold on the score</text>
      """
    return (rows + columns + [title]).joined(separator: "\n")
  }

  private var now: String {
    let x = Self.x(curve.current.threshold)
    return """
      <path class="now" d="M\(x) \(Self.top - 4)V\(Self.height - Self.bottom)"/>\
      <text class="now" x="\(x)" y="\(Self.top - 9)" text-anchor="middle">in force</text>
      """
  }

  private func path(_ line: Line) -> String {
    let points = curve.points.compactMap { point in
      line.value(point).map { "\(Self.x(point.threshold)) \(Self.y($0))" }
    }
    return #"<path class="line \#(line.name)" d="M\#(points.joined(separator: "L"))"/>"#
  }

  private func dots(_ line: Line) -> String {
    curve.points.compactMap { point in
      line.value(point).map { share in
        """
        <circle class="\(line.name)\(point.isCurrent ? " current" : "")" \
        cx="\(Self.x(point.threshold))" cy="\(Self.y(share))" r="\(point.isCurrent ? 4 : 6)">\
        <title>\(line.text) at \(Markup.decimal(point.threshold, digits: 2)): \
        \(Markup.percent(share))</title></circle>
        """
      }
    }.joined()
  }

  private var table: String {
    let rows = curve.points.map { point in
      """
      <tr\(point.isCurrent ? " class=\"current\"" : "")><th scope="row">\
      \(Markup.decimal(point.threshold, digits: 2))\(point.isCurrent ? " in force" : "")</th>\
      <td>\(Markup.percent(point.answeredRight))</td><td>\(Markup.percent(point.answeredWrong))</td>\
      <td>\(Markup.percent(point.refused))</td><td>\(Markup.percent(point.offTopicRefused))</td>\
      <td>\(Markup.decimal(point.quantile, digits: 3))</td></tr>
      """
    }
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="The threshold’s figures">
      <table>
      <thead><tr><th scope="col">Threshold</th><th scope="col">Rightly</th>\
      <th scope="col">Wrongly</th><th scope="col">Refused</th>\
      <th scope="col">Off topic refused</th><th scope="col">Quantile</th></tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      </div>
      """
  }
}
