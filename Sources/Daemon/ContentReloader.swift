import BotContent
import Dialogs
package import Foundation
import LineProtocol
package import Logging
import Synchronization

/// Loads the rules anew while the old ones go on; a bad change is refused whole.
package final class ContentReloader: Sendable {
  package let folder: URL
  private let models: ModelCache
  private let loop: TurnLoop
  private let logger: Logger
  /// One reload at a time: two at once would finish in any order.
  private let queue = DispatchQueue(label: "reload")

  package init(folder: URL, models: ModelCache, loop: TurnLoop, logger: Logger) {
    self.folder = folder
    self.models = models
    self.loop = loop
    self.logger = logger
  }

  /// `reply` gets `{version}` once the new rules are in force, or `BAD_CONTENT` with all findings.
  package func reload(reply: @escaping TurnLoop.Reply) {
    queue.async { [self] in
      do {
        let files = try ContentDirectory.read(folder)
        let loaded = models.load(files)
        guard let bot = loaded.bot else {
          logger.warning("the changed content has \(loaded.report.errors) errors: the old goes on")
          return reply(.failure(Self.refusal(loaded.report)))
        }
        logger.notice("content \(bot.version.prefix(12)) takes force")
        loop.submit(.adopt(bot, files), reply: reply)
      } catch {
        logger.error("cannot read the content: \(error)")
        reply(
          .failure(ProtocolError(.badContent, "The content cannot be read: \(error)", findings: []))
        )
      }
    }
  }

  private static func refusal(_ report: ContentReport) -> ProtocolError {
    let findings = (try? JSONEncoder().encode(report.findings))
      .flatMap { try? JSONValue(parsing: Array($0)) }
    return ProtocolError(
      .badContent,
      "The content has \(report.errors) errors; the old rules go on. Mend data.findings first.",
      findings: findings?.array ?? [])
  }
}
