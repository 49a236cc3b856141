import ArgumentParser
import LineProtocol

/// `parley agent`: an agent's desk in a terminal.
struct Agent: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Takes waiting chats and answers them, in a terminal.",
    discussion: """
      Shows who waits. `claim` takes the first, `claim 12` number 12; what you type then goes to \
      the customer. /help lists the rest.

        parley agent --name lin
      """)

  @OptionGroup var socket: SocketOption
  @Option(help: "Your name; customers see it.") var name: String
  @Option(help: "Your token, where one is needed.") var token: String?

  func run() throws {
    var desk = AgentDesk(
      client: try socket.connect(), name: name, ink: .output,
      showsPrompt: LineInput().isTerminal)
    do {
      try desk.open(token: token)
    } catch let error as ReportedError {
      throw OperatorError("the daemon refused \(name): \(error.message)")
    }
    try desk.run(LineInput())
  }
}
