package import Dialogs
package import LineProtocol

/// One `backend` line: what the shop's system answers in a transcript.
package struct BackendStub: Equatable, Sendable {
  package enum Answer: Equatable, Sendable {
    case value(JSONValue)
    case failure(String)
    /// None ever comes; the deadline passes.
    case never
  }

  package var function: String
  /// Arguments that a call must have for this line to answer it; others do not matter.
  package var arguments: [String: JSONValue]
  package var answer: Answer
  /// How much later the answer comes, in seconds.
  package var delay: Double

  package init(
    function: String, arguments: [String: JSONValue] = [:], answer: Answer, delay: Double = 0
  ) {
    self.function = function
    self.arguments = arguments
    self.answer = answer
    self.delay = delay
  }

  func answers(_ call: BackendCall) -> Bool {
    call.function == function && arguments.allSatisfy { call.arguments[$0.key] == $0.value }
  }

  /// Reads what stands after the word `backend`.
  init(_ scanner: inout ScriptScanner) throws(ScriptMistake) {
    function = scanner.word()
    guard !function.isEmpty, function != "->" else {
      throw ScriptMistake(at: scanner.position, "which function? `backend order.get -> null`")
    }
    arguments = [:]
    scanner.skipSpaces()
    if scanner.next == "{", let given = try scanner.json().object {
      arguments = given
      scanner.skipSpaces()
    }
    guard scanner.take("->") else {
      throw ScriptMistake(at: scanner.position, "expected `->` and the answer")
    }
    delay = 0
    let start = scanner
    if scanner.word() == "after" {
      scanner.skipSpaces()
      let place = scanner.position
      guard let seconds = ScriptDuration.seconds(scanner.word()) else {
        throw ScriptMistake(at: place, "`after` needs a time, as in `after 10s`")
      }
      delay = seconds
    } else {
      scanner = start
    }
    answer = try Self.answer(&scanner)
  }

  private static func answer(_ scanner: inout ScriptScanner) throws(ScriptMistake) -> Answer {
    let start = scanner
    switch scanner.word() {
    case "error": return .failure(scanner.rest())
    case "timeout": return .never
    case "":
      throw ScriptMistake(
        at: scanner.position, "the answer is missing: JSON, `error …`, `timeout` or `after 10s …`")
    default:
      scanner = start
      let value = try scanner.json()
      scanner.skipSpaces()
      guard scanner.isAtEnd else {
        throw ScriptMistake(at: scanner.position, "the answer ends before this")
      }
      return .value(value)
    }
  }
}

/// The backend of a transcript: of several lines that fit a call, the last one answers.
package struct BackendStubs: Equatable, Sendable {
  package enum Reply: Equatable, Sendable {
    case answer(BackendAnswer, after: Double)
    case never
  }

  package private(set) var stubs: [BackendStub]

  package init(_ stubs: [BackendStub] = []) { self.stubs = stubs }

  package mutating func append(_ stub: BackendStub) { stubs.append(stub) }

  /// A function without a line has no backend connected; it fails at once, as in the daemon.
  package func reply(to call: BackendCall) -> Reply {
    guard let stub = stubs.last(where: { $0.answers(call) }) else {
      let isServed = stubs.contains { $0.function == call.function }
      return .answer(
        .failed(isServed ? "no backend line fits these arguments" : "no backend connected"),
        after: 0)
    }
    return switch stub.answer {
    case .value(let value): .answer(.value(value), after: stub.delay)
    case .failure(let reason): .answer(.failed(reason), after: stub.delay)
    case .never: .never
    }
  }
}
