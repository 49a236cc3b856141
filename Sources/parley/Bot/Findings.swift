import BotContent
import Foundation
import Transcripts

/// The mistakes of a transcript, as text.
enum Findings {
  static func text(_ reading: ScriptReading) -> String {
    FindingPrinter().text(ContentReport(reading.findings), sources: reading.sources)
  }
}
