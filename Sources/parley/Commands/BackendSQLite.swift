import ArgumentParser
import Foundation
import LineProtocol

/// `parley backend sqlite`: answers `order.get` and `order.cancel` from an order database.
struct BackendSQLite: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sqlite",
    abstract: "Answers order.get and order.cancel from a SQLite database.",
    discussion: """
      The tables are `orders` and `order_items`; docs/backend.md describes them. Waits for the \
      daemon, and comes back when it was restarted.

        parley backend sqlite run/orders.sqlite --demo --socket run/parley.sock
      """)

  @OptionGroup var socket: SocketOption
  @Flag(help: "Create the file, with some orders to ask about, if it is missing.") var demo = false
  @Option(help: "Days until a refund arrives, told to who cancels a paid order.")
  var refundDays = 3
  @Argument(help: ArgumentHelp("The database.", valueName: "file")) var file: String

  func run() throws {
    let orders = try open()
    let functions = OrderFunctions(orders: orders, refundDays: refundDays)
    var isWaiting = false
    while true {
      do {
        let client = try SocketClient(path: socket.path)
        isWaiting = false
        try serve(functions, to: client)
      } catch is OperatorError {
        if !isWaiting { Output.line("waiting for the daemon at \(socket.path)") }
        isWaiting = true
        Thread.sleep(forTimeInterval: 0.5)
      }
    }
  }

  private func open() throws -> OrderDatabase {
    let exists = FileManager.default.fileExists(atPath: file)
    guard exists || demo else {
      throw OperatorError("there is no file \(file); --demo makes one with orders to ask about")
    }
    do {
      let orders = try OrderDatabase(path: file)
      if !exists { try orders.fill(with: DemoOrder.orders(at: Date())) }
      return orders
    } catch {
      throw OperatorError("cannot open the order database \(file): \(error)")
    }
  }

  private func serve(_ functions: OrderFunctions, to client: SocketClient) throws {
    do {
      try client.hello(.backend, name: "orders")
      let names = OrderFunctions.names.map(JSONValue.string)
      _ = try client.call("backend.serve", ["functions": .array(names)])
    } catch let error as ReportedError {
      // Trying again would only be refused again.
      throw ExitCode(3, saying: "the daemon refused the backend: \(error.message)")
    }
    Output.line("serving \(OrderFunctions.names.joined(separator: ", ")) from \(file)")
    while let request = try client.next() {
      guard request.method == "backend.call", let id = request.id else { continue }
      let function = request.params["function"]?.string ?? ""
      let arguments = request.params["arguments"]?.object ?? [:]
      let outcome = functions.answer(
        function, arguments, key: request.params["key"]?.string ?? "")
      try client.answer(id, outcome)
      let said =
        switch outcome {
        case .success(let value): value.jsonText
        case .failure(let error): "error: \(error.message)"
        }
      Output.line("\(function) \(JSONValue.object(arguments).jsonText) → \(said)")
    }
  }
}

extension ExitCode {
  fileprivate init(_ code: Int32, saying message: String) {
    Output.error("parley: \(message)")
    self.init(code)
  }
}
