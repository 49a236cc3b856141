import ArgumentParser
import BotContent
import Daemon
import Foundation
import Logging
import Store

/// `parley serve`: the daemon.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs the daemon: the bot, the waiting queue and the socket.",
    discussion: """
      Loads the rules, opens the data file and serves the socket until SIGTERM or Ctrl-C. Rules \
      that have mistakes are not served; after the start `parley rpc content.reload` takes changed \
      rules in force.

        parley serve
        parley serve --bot ./shop --data run/parley.sqlite --socket run/parley.sock
      """)

  enum Clock: String, ExpressibleByArgument, CaseIterable {
    case system, manual
  }

  @OptionGroup var bot: BotOption
  @Option(help: "The data file; it is made where it is missing.") var data = "run/parley.sqlite"
  @Option(help: "Where to listen.") var socket = "run/parley.sock"
  @Option(help: "`manual` stands still until clock.advance: for tests.") var clock = Clock.system

  func run() async throws {
    LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
    let daemon = DeskDaemon(
      DeskDaemon.Configuration(
        bot: URL(filePath: bot.folder), data: data, socket: socket,
        hasManualClock: clock == .manual),
      logger: Logger(label: "parley"))
    do {
      try await daemon.run()
    } catch {
      throw OperatorError("\(error)")
    }
  }
}
