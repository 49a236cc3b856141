import ArgumentParser
import Foundation

/// `--socket PATH`.
struct SocketOption: ParsableArguments {
  static let defaultPath = "run/parley.sock"

  @Option(name: .customLong("socket"), help: "The daemon's socket.")
  var path = SocketOption.defaultPath

  func connect() throws(OperatorError) -> SocketClient { try SocketClient(path: path) }
}
