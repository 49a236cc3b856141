import Dialogs
import Foundation
import LineProtocol
import Understanding

/// An understanding as text for people and as JSON for programs.
struct UnderstandingReport {
  private let understanding: Understanding

  init(_ understanding: Understanding) { self.understanding = understanding }

  /// One line; the keys are always the same, so that a script need not ask whether they are there.
  var json: String { understanding.json.jsonText }

  /// One line for people, as in `order.track  0.93  match  zh-Hans  order_number=20251120778`.
  func summary(ink: Ink) -> String {
    var parts = [
      understanding.intent.map { ink(.green, $0) } ?? ink(.yellow, "–"),
      Self.number(understanding.score), understanding.decision.rawValue,
      understanding.language.rawValue,
    ]
    parts += understanding.entities.map { "\($0.type)=\($0.value)" }
    return PlainText.shown(parts.joined(separator: "  "))
      .replacing("\n", with: " ")
  }

  /// Aligned columns: candidates, entities, and every word or rule that spoke.
  func explanation(ink: Ink) -> String {
    var rows: [[String]] = [
      ["text", understanding.text.replacing("\n", with: " ")],
      ["decision", understanding.decision.rawValue, understanding.language.rawValue],
    ]
    for candidate in understanding.candidates {
      rows.append(["candidate", candidate.intent, Self.number(candidate.score)])
    }
    for entity in understanding.entities {
      rows.append(["entity", entity.type, entity.value, "“\(entity.text)” at \(entity.start)"])
    }
    for evidence in understanding.evidence {
      let place = evidence.file.map { file in
        "\(file)" + (evidence.line.map { ":\($0)" } ?? "")
      }
      rows.append(
        [
          evidence.kind.rawValue, evidence.intent, Self.number(evidence.weight),
          "“\(evidence.text)”", place ?? "",
        ])
    }
    return TextColumns(rows.map { $0.map(PlainText.shown) }).text
  }

  private static func number(_ value: Double) -> String { String(format: "%.2f", value) }
}
