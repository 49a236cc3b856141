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
    parts += understanding.also.map { "also=\($0)" }
    return PlainText.shown(parts.joined(separator: "  "))
      .replacing("\n", with: " ")
  }

  private static func number(_ value: Double) -> String { String(format: "%.2f", value) }
}
