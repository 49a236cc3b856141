package import Dialogs
import LineProtocol
package import NIOCore

/// The shop's systems that are connected, and the calls that they owe an answer to.
///
/// A call goes to the connection that serves its function and owes the fewest answers. If that one
/// goes away it goes to another, with the same key; if there is none it fails at once, so that a
/// dialog takes its failure edge and no customer waits for nobody. Time-outs are the turn loop's: an
/// answer that comes late is passed on all the same. All methods but `init` run on the event loop.
package final class BackendConnections: Sendable {
  private struct Backend {
    let connection: ClientConnection
    var functions: Set<String>
    /// Our request's id → the call.
    var owed: [Int: BackendCall] = [:]
  }

  private struct State {
    /// In the order in which they began to serve.
    var backends: [Backend] = []
    var lastID = 0
    var answer: (@Sendable (String, BackendAnswer) -> Void)?
  }

  package let eventLoop: any EventLoop
  private let limit: Int
  private let state: NIOLoopBoundBox<State>

  package init(eventLoop: any EventLoop, limit: Int = ConnectionLimits().backendCalls) {
    self.eventLoop = eventLoop
    self.limit = limit
    state = .makeBoxSendingValue(State(), eventLoop: eventLoop)
  }

  /// Sends calls, after the commit that decided them.
  package func send(_ calls: [BackendCall]) {
    // After a restart the turn loop offers what is out whenever a backend begins to serve.
    let owed = Set(state.value.backends.flatMap { $0.owed.values.map(\.key) })
    for call in calls where !owed.contains(call.key) { send(call) }
  }

  /// Who is told what came of each call.
  func onAnswer(_ answer: @escaping @Sendable (String, BackendAnswer) -> Void) {
    state.value.answer = answer
  }

  /// From now on the connection answers calls of these functions, and of no others.
  func serve(_ functions: [String], on connection: ClientConnection) {
    if let index = index(of: connection) {
      state.value.backends[index].functions = Set(functions)
    } else {
      state.value.backends.append(Backend(connection: connection, functions: Set(functions)))
    }
  }

  /// A response came in; what nobody asked for is ignored.
  func take(_ response: Response, from connection: ClientConnection) {
    guard let index = index(of: connection), case .number(let id) = response.id,
      let call = state.value.backends[index].owed.removeValue(forKey: id)
    else { return }
    switch response.outcome {
    case .success(let value): state.value.answer?(call.key, .value(value))
    case .failure(let error): state.value.answer?(call.key, .failed(error.message))
    }
  }

  func remove(_ connection: ClientConnection) {
    guard let index = index(of: connection) else { return }
    let gone = state.value.backends.remove(at: index)
    for (_, call) in gone.owed.sorted(by: { $0.key < $1.key }) { send(call) }
  }

  private func send(_ call: BackendCall) {
    let backends = state.value.backends
    let able = backends.indices.filter { backends[$0].functions.contains(call.function) }
    guard let index = able.min(by: { backends[$0].owed.count < backends[$1].owed.count }) else {
      state.value.answer?(call.key, .failed("no backend serves \(call.function)"))
      return
    }
    state.value.lastID += 1
    let id = state.value.lastID
    state.value.backends[index].owed[id] = call
    if state.value.backends[index].owed.count > limit { forgetOldest(index) }
    let request = BackendCallRequest(
      function: call.function, arguments: call.arguments, key: call.key, chat: call.chat
    ).request(id: .number(id))
    backends[index].connection.push(ByteBuffer(bytes: request.line))
  }

  /// A backend that never answers must not grow the table; that call has long timed out.
  private func forgetOldest(_ index: Int) {
    guard let oldest = state.value.backends[index].owed.keys.min() else { return }
    state.value.backends[index].owed[oldest] = nil
  }

  private func index(of connection: ClientConnection) -> Int? {
    state.value.backends.firstIndex { $0.connection === connection }
  }
}
