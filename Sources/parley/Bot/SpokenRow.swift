import Foundation
import Understanding

/// A line under the message: where something spoke, and for whom.
struct SpokenRow: Equatable {
  enum Speaker: Equatable { case rule, ngram, runnerUp, entity }

  var speaker: Speaker
  /// In scalars of the message; empty where it is no words of it that spoke.
  var places: [Range<Int>]
  /// What it adds to the intent that won, and to the one that came second.
  var winner: String?
  var runnerUp: String?
  var label: String

  /// What spoke, the rules first; a stretch that spoke for both intents is one line.
  static func all(
    _ understanding: Understanding, winner: String?, runnerUp: String?
  ) -> [SpokenRow] {
    var rows: [SpokenRow] = []
    for evidence in understanding.evidence {
      let weight = weight(of: evidence)
      var row = SpokenRow(
        speaker: evidence.kind == .ngram ? .ngram : .rule,
        places: places(of: evidence, in: understanding.text), label: label(of: evidence))
      switch evidence.intent {
      case winner: row.winner = weight
      case runnerUp:
        row.runnerUp = weight
        if evidence.kind == .ngram {
          row.speaker = .runnerUp
          let same = rows.firstIndex { $0.speaker == .ngram && $0.places == row.places }
          if let same {
            rows[same].runnerUp = weight
            continue
          }
        }
      default: row.label = "\(weight) for \(evidence.intent)  \(row.label)"
      }
      rows.append(row)
    }
    return rows
      + understanding.entities.map {
        SpokenRow(speaker: .entity, places: [$0.start..<$0.end], label: "\($0.type) = \($0.value)")
      }
  }

  private static func weight(of evidence: Evidence) -> String {
    String(format: evidence.kind == .ngram ? "%+.2f" : "%.2f", evidence.weight)
  }

  private static func label(of evidence: Evidence) -> String {
    let place = evidence.file.map { file in
      "  " + file + (evidence.line.map { ":\($0)" } ?? "")
    }
    let words =
      switch evidence.kind {
      case .ngram: "n-gram"
      case .keywords: "keywords \(evidence.text)"
      case .template: "template \(evidence.text)"
      case .context: evidence.text
      case .button: "button \(evidence.text)"
      }
    return words + (place ?? "")
  }

  /// The words of a keyword set may stand apart: its evidence has them in their order.
  private static func places(of evidence: Evidence, in text: String) -> [Range<Int>] {
    guard let start = evidence.start, let end = evidence.end, start < end else { return [] }
    guard evidence.kind == .keywords else { return [start..<end] }
    let scalars = Array(text.unicodeScalars)
    var places: [Range<Int>] = []
    var from = start
    for word in evidence.text.components(separatedBy: " + ") {
      let word = Array(word.unicodeScalars)
      let found = (from..<max(from, end - word.count + 1)).first {
        $0 + word.count <= scalars.count && scalars[$0..<$0 + word.count].elementsEqual(word)
      }
      guard let found else { return [start..<end] }
      places.append(found..<found + word.count)
      from = found + word.count
    }
    return places
  }
}
