extension SentenceTable {
  /// Strings that many entries share, each written once.
  private struct StringTable {
    private(set) var strings: [String] = []
    private var numbers: [String: UInt32] = [:]

    mutating func number(of string: String) -> UInt32 {
      if let known = numbers[string] { return known }
      let new = UInt32(strings.count)
      numbers[string] = new
      strings.append(string)
      return new
    }
  }

  /// Six numbers an entry: intent, template, file, line, column, whether it is a near miss.
  private static let width = 6

  func encode(to encoder: inout ModelEncoder) {
    var table = StringTable()
    for entries in [entries, plainEntries] {
      var letters: [UInt32] = []
      var keyEnds: [UInt32] = []
      var rows: [UInt32] = []
      var rowEnds: [UInt32] = []
      for (key, list) in entries.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
        letters += key.map(\.value)
        keyEnds.append(UInt32(letters.count))
        for entry in list {
          rows += [
            table.number(of: entry.intent), table.number(of: entry.template),
            table.number(of: entry.location.file), UInt32(entry.location.line),
            UInt32(entry.location.column), entry.isNearMiss ? 1 : 0,
          ]
        }
        rowEnds.append(UInt32(rows.count / Self.width))
      }
      for array in [letters, keyEnds, rows, rowEnds] { encoder.write(array) }
    }
    encoder.write(table.strings)
  }

  init(from decoder: inout ModelDecoder) throws(ModelDecoder.Damaged) {
    var tables: [[[UInt32]]] = []
    for _ in 0..<2 {
      var table: [[UInt32]] = []
      for _ in 0..<4 { table.append(try decoder.array(of: UInt32.self)) }
      tables.append(table)
    }
    let strings = try decoder.strings()
    entries = try Self.entries(tables[0], strings)
    plainEntries = try Self.entries(tables[1], strings)
  }

  private static func entries(
    _ table: [[UInt32]], _ strings: [String]
  ) throws(ModelDecoder.Damaged) -> [[Unicode.Scalar]: [Entry]] {
    let (letters, keyEnds, rows, rowEnds) = (table[0], table[1], table[2], table[3])
    guard keyEnds.count == rowEnds.count else { throw ModelDecoder.Damaged() }
    var entries: [[Unicode.Scalar]: [Entry]] = [:]
    entries.reserveCapacity(keyEnds.count)
    var (key, row) = (0, 0)
    for (keyEnd, rowEnd) in zip(keyEnds, rowEnds) {
      guard key <= keyEnd, keyEnd <= letters.count, row <= rowEnd,
        Int(rowEnd) * width <= rows.count
      else { throw ModelDecoder.Damaged() }
      let scalars = letters[key..<Int(keyEnd)].map { Unicode.Scalar($0) ?? " " }
      var list: [Entry] = []
      for index in row..<Int(rowEnd) {
        let fields = rows[index * width..<(index + 1) * width].map(Int.init)
        guard fields[0..<3].allSatisfy({ $0 < strings.count }) else {
          throw ModelDecoder.Damaged()
        }
        list.append(
          Entry(
            intent: strings[fields[0]], isNearMiss: fields[5] != 0, template: strings[fields[1]],
            location: SourceLocation(
              file: strings[fields[2]], line: fields[3], column: fields[4])))
      }
      entries[scalars] = list
      (key, row) = (Int(keyEnd), Int(rowEnd))
    }
    return entries
  }
}
