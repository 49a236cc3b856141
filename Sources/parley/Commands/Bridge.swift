import ArgumentParser
import Logging
import ServiceLifecycle
import UnixSignals
import WebBridge

/// `parley bridge`: browsers.
struct BridgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bridge",
    abstract: "Serves browsers: the chat widget, the agents' desk, a demo shop.",
    discussion: """
      Speaks HTTP and WebSocket to browsers and the line protocol to the daemon, which may come \
      and go meanwhile. Prints its address once it listens. For the internet put a proxy with TLS \
      in front of it.

        parley bridge
        parley bridge --listen 127.0.0.1:8080 --public-url https://chat.example.com \\
          --origin https://shop.example.com --behind-proxy
      """)

  @OptionGroup var socket: SocketOption
  @Option(help: ArgumentHelp("Where to listen; port 0: any.", valueName: "host:port"))
  var listen = WebAddress.standard
  @OptionGroup var browsers: BrowserOptions

  func run() async throws {
    LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
    let logger = Logger(label: "parley.web")
    let bridge = BridgeServer(
      browsers.configuration(socket: socket.path, address: listen), logger: logger,
      onListening: { Output.line($0) })
    do {
      try await ServiceGroup(
        services: [bridge], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger
      ).run()
    } catch {
      throw OperatorError("\(error)")
    }
  }
}
