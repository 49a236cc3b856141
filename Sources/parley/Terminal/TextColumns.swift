/// Rows of cells, aligned for a terminal; a Chinese character takes two places.
struct TextColumns {
  private let rows: [[String]]

  init(_ rows: [[String]]) { self.rows = rows }

  var text: String {
    var widths: [Int] = []
    for row in rows {
      // The last cell of a row needs no room for a neighbour.
      for (column, cell) in row.dropLast().enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], Self.width(cell))
      }
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        line += cell
        guard column < row.count - 1 else { break }
        line += String(repeating: " ", count: widths[column] - Self.width(cell) + 2)
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }

  static func width(_ text: String) -> Int { TextWidth.columns(of: text) }
}
