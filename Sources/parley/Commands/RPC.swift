import ArgumentParser
import Foundation
import LineProtocol

/// `parley rpc`: any method of the protocol, by hand.
struct RPC: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rpc",
    abstract: "Calls a method of the running daemon and prints the result.",
    discussion: """
      A value that is JSON is sent as JSON, anything else as text. The role is the method's own \
      unless --role is given. docs/protocol.md and `parley rpc rpc.discover` list the methods.

        parley rpc chat.open chat=c1 language=zh-Hant
        parley rpc chat.say chat=c1 text='怎麼還沒出貨' message_id=m1
        parley rpc --name lin queue.claim next=true
        parley rpc --follow events.subscribe from=0
      """)

  @OptionGroup var socket: SocketOption
  @Option(help: "bridge, agent, backend or admin; else the method's own.") var role: Role?
  @Option(help: "The name to say hello with; an agent needs one.") var name: String?
  @Option(help: "The agent's token, where one is needed.") var token: String?
  @Flag(help: "Keep printing events, one a line.") var follow = false
  @Argument(help: "The method, as in chat.history.") var method: String
  @Argument(help: ArgumentHelp("Its parameters.", valueName: "key=value")) var parameters:
    [String] =
      []

  func validate() throws {
    _ = try RPCParameters(parameters, of: row)
    if saysHello, helloRole == .agent, name == nil {
      throw ValidationError("\(method) is for agents, and an agent needs a name: --name lin")
    }
  }

  private var row: Method? { MethodTable.standard.method(method) }
  private var saysHello: Bool { row?.worksBeforeHello != true }
  private var helloRole: Role { role ?? row?.roles.first ?? .admin }

  func run() throws {
    let params = try RPCParameters(parameters, of: row).values
    let client = try socket.connect()
    do {
      if saysHello {
        try client.hello(helloRole, name: name ?? "parley-rpc", token: token)
      }
      Output.line(JSONOutput.pretty(try client.call(method, params)))
    } catch let error as ReportedError {
      Output.error(Self.text(of: error))
      throw ExitCode.doesNotHold
    }
    while follow, let event = try client.next() {
      Output.line(
        JSONValue.object(["method": .string(event.method), "params": .object(event.params)])
          .jsonText)
    }
  }

  private static func text(of error: ReportedError) -> String {
    var text = "\(error.name ?? "error") (\(error.code)): \(error.message)"
    if let findings = error.data?["findings"]?.array {
      for finding in findings { text += "\n" + JSONOutput.pretty(finding) }
    }
    return text
  }
}

extension Role: ExpressibleByArgument {}
