import ArgumentParser

/// `parley backend`: the shop's own systems, as far as Parley brings them along.
struct Backend: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Answers the bot's calls to the shop's systems.",
    discussion: """
      docs/backend.md says how to write a backend of your own.

        parley backend sqlite run/orders.sqlite --demo
      """,
    subcommands: [BackendSQLite.self])
}
