import ArgumentParser
import BotContent
import Daemon
import Foundation
import Logging
import Store
import WebBridge

/// `parley serve`: the daemon.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs the daemon: the bot, the waiting queue and the socket.",
    discussion: """
      Loads the rules, opens the data file and serves the socket until SIGTERM or Ctrl-C. Rules \
      that have mistakes are not served; after the start `parley rpc content.reload` takes changed \
      rules in force.

        parley serve
        parley serve --web 127.0.0.1:8080
        parley serve --bot ./shop --data run/parley.sqlite --socket run/parley.sock
      """)

  enum Clock: String, ExpressibleByArgument, CaseIterable {
    case system, manual
  }

  @OptionGroup var bot: BotOption
  @Option(help: "The data file; it is made where it is missing.") var data = "run/parley.sqlite"
  @Option(help: "Where to listen.") var socket = "run/parley.sock"
  @Option(help: "Serves browsers as well, at that address: see parley bridge --help.")
  var web: WebAddress?
  @OptionGroup(title: "With --web") var browsers: BrowserOptions
  @Option(help: "`manual` stands still until clock.advance: for tests.") var clock = Clock.system

  func run() async throws {
    LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
    let daemon = DeskDaemon(
      DeskDaemon.Configuration(
        bot: URL(filePath: bot.folder), data: data, socket: socket,
        hasManualClock: clock == .manual),
      logger: Logger(label: "parley"))
    // The same code as `parley bridge`, through the same socket: only the process is shared.
    let bridge = web.map {
      BridgeServer(
        browsers.configuration(socket: socket, address: $0), logger: Logger(label: "parley.web"),
        onListening: { Output.line($0) })
    }
    do {
      try await daemon.run(beside: bridge.map { [$0] } ?? [])
    } catch {
      throw OperatorError("\(error)")
    }
  }
}
