import ArgumentParser
import Foundation

/// The one program: every subcommand is a file in `Commands/`.
@main
struct Parley: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parley",
    abstract: "A customer-service desk: a bot that answers by the shop's rules, and people.",
    discussion: """
      Talk to the bot of the folder you stand in:

        parley chat

      Check its rules and play its transcripts:

        parley check && parley test
      """,
    subcommands: [
      Serve.self, BridgeCommand.self, Chat.self, Agent.self, AgentTokenCommand.self, RPC.self,
      Understand.self, Check.self, Test.self, Eval.self, Backend.self,
    ])

  /// Exit codes: 0 fine, 1 what was checked does not hold, 2 usage, 3 could not run.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      end(with: error)
    }
  }

  private static func end(with error: any Error) -> Never {
    if let failure = error as? OperatorError {
      Output.error("parley: \(failure.message)")
      Foundation.exit(3)
    }
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    if !message.isEmpty {
      code.isSuccess ? Output.line(message) : Output.error(message)
    }
    Foundation.exit(code == .validationFailure ? 2 : code.rawValue)
  }
}
