/// A sentence and the intent it is known to have; one line `label<TAB>text` of a file.
package struct LabelledUtterance: Hashable, Sendable {
  package var label: String
  package var text: String

  package init(label: String, text: String) {
    self.label = label
    self.text = text
  }

  /// Why a line is none.
  package struct Mistake: Error, Equatable {
    /// Counted from 1.
    package var line: Int
    package var reason: String

    package init(line: Int, reason: String) {
      self.line = line
      self.reason = reason
    }
  }

  /// Reads a whole file; empty lines are skipped, a CR before the line end and a BOM dropped.
  package static func read(_ bytes: [UInt8]) throws(Mistake) -> [LabelledUtterance] {
    var utterances: [LabelledUtterance] = []
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    var number = 0
    for var line in content.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      if line.last == 0x0D { line.removeLast() }
      if line.isEmpty { continue }
      guard let text = String(validating: line, as: UTF8.self) else {
        throw Mistake(line: number, reason: "this line is not UTF-8")
      }
      let parts = text.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw Mistake(line: number, reason: "there is no tab; write label, tab, text")
      }
      if parts[0].isEmpty { throw Mistake(line: number, reason: "the label is empty") }
      utterances.append(LabelledUtterance(label: String(parts[0]), text: String(parts[1])))
    }
    return utterances
  }
}
