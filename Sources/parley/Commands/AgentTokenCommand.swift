import ArgumentParser
import Daemon
import Foundation
import LineProtocol
import Store

/// `parley agent-token`: lets an agent in, or out.
struct AgentTokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent-token",
    abstract: "Makes an agent's token, or ends it.",
    discussion: """
      Prints the token, once: only its SHA-256 is kept. A new token takes the place of the agent's \
      old one, and --revoke ends it; connections that used it are closed. Works while the daemon \
      runs and before it ever did. Run it as the user whose daemon it is.

        parley agent-token lin
        parley agent-token lin --data /var/lib/parley/parley.sqlite --revoke
      """)

  @Option(help: "The data file; it is made where it is missing.") var data = "run/parley.sqlite"
  @Flag(help: "Ends the agent's token instead of making one.") var revoke = false
  @Argument(help: "The agent's name; customers see it.") var name: String

  func validate() throws {
    guard Parameter.identifier(.string(name)) == nil else { return }
    throw ValidationError("an agent's name has 1 to 128 characters and no control character")
  }

  func run() throws {
    let tokens = AgentTokens(path: data)
    do {
      if revoke {
        guard try tokens.revoke(name, at: Date()) else {
          Output.error("parley: agent \(PlainText.shown(name)) has no token in \(data)")
          throw ExitCode.doesNotHold
        }
        explain("The token is no longer good; whoever came in with it is out.")
      } else {
        let token = AgentToken.random()
        try tokens.set(token.hash, of: name)
        Output.line(token.text)
        explain(
          "This is shown only now. Give it to \(PlainText.shown(name)), who signs in with it at "
            + "the desk. A token made earlier is no longer good.")
      }
    } catch let error as StoreError {
      throw OperatorError("\(error)")
    }
  }

  /// For a person, not for a program that reads the token.
  private func explain(_ text: String) {
    if isatty(STDERR_FILENO) == 1 { Output.error(text) }
  }
}
