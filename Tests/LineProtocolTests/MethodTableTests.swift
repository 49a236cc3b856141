import LineProtocol
import Testing

@Suite("Method table")
struct MethodTableTests {
  private let table = MethodTable.standard

  private func error(
    _ method: String, _ params: [String: JSONValue] = [:], as role: Role? = .bridge
  ) -> ProtocolError? {
    do throws(ProtocolError) {
      _ = try table.call(Request(id: .number(1), method: method, params: params), as: role)
      return nil
    } catch {
      return error
    }
  }

  private func call(
    _ method: String, _ params: [String: JSONValue] = [:], as role: Role? = .bridge
  ) throws -> Call {
    try table.call(Request(id: .number(1), method: method, params: params), as: role)
  }

  @Test func `every method has one row, and who may call it is as designed`() {
    let rows = table.methods.map { method in
      "\(method.name.rawValue): \(method.roles.map(\.rawValue).joined(separator: " "))"
    }
    #expect(
      rows == [
        "hello: bridge agent backend admin", "ping: bridge agent backend admin",
        "rpc.discover: bridge agent backend admin", "events.subscribe: bridge agent backend admin",
        "chat.open: bridge", "chat.say: bridge", "chat.press: bridge", "chat.typing: bridge",
        "chat.seen: bridge", "chat.history: bridge agent admin", "chat.close: bridge admin",
        "agent.status: agent", "agent.chats: agent", "queue.list: agent", "queue.claim: agent",
        "agent.typing: agent", "agent.say: agent", "agent.note: agent", "agent.return: agent",
        "agent.release: agent", "agent.resolve: agent", "backend.serve: backend",
        "understand: admin agent", "chat.why: admin agent", "content.reload: admin",
        "clock.advance: admin",
      ])
    #expect(Set(table.methods.map(\.name)) == Set(MethodName.allCases))
  }

  @Test func `only hello, ping and rpc.discover work before hello`() {
    let open = MethodName.allCases.filter { error($0.rawValue, as: nil)?.code != .needHello }
    #expect(open == [.hello, .ping, .discover])
  }

  @Test func `checks come in order: method, hello, role, parameters`() {
    #expect(error("chat.sey", as: nil)?.code == .methodNotFound)
    #expect(error("chat.say", as: nil)?.code == .needHello)
    #expect(error("chat.say", as: .agent)?.code == .denied)
    #expect(error("chat.say", as: .bridge)?.code == .badParams)
    #expect(error("", as: .bridge)?.code == .methodNotFound)
  }

  @Test func `a role that may not is told which may`() {
    #expect(
      error("chat.close", as: .backend)?.message
        == "chat.close is for the role bridge or admin; this connection is backend.")
  }

  /// Each method with the least it takes: the row declares all that the call reads.
  @Test(arguments: MethodName.allCases)
  func `the required parameters are enough`(name: MethodName) throws {
    let method = try #require(table.method(name.rawValue))
    var params: [String: JSONValue] = [:]
    for parameter in method.parameters where parameter.isRequired {
      params[parameter.name] = Self.sample(parameter.kind)
    }
    if name == .queueClaim { params["next"] = true }
    _ = try call(name.rawValue, params, as: method.roles.first)
    for parameter in method.parameters where parameter.isRequired {
      var less = params
      less[parameter.name] = JSONValue.null
      let problem = error(name.rawValue, less, as: method.roles.first)
      #expect(problem?.code == .badParams)
      #expect(problem?.message.contains("'\(parameter.name)' is missing") == true)
    }
  }

  private static func sample(_ kind: Parameter.Kind) -> JSONValue {
    switch kind {
    case .identifier, .text, .string: "x"
    case .word(let words): .string(words[0])
    case .boolean: true
    case .integer(let range): .integer(range.lowerBound)
    case .number(let range): .number(range.lowerBound)
    case .identifiers: ["x"]
    case .object: [:]
    case .version: 1
    }
  }

  @Test func `parameters become a typed call`() throws {
    let say = try call(
      "chat.say", ["chat": "c92", "text": "查 20251120778", "message_id": "m-2", "more": true])
    #expect(
      say
        == .chatSay(
          MethodTableTests.chatSay(chat: "c92", text: "查 20251120778", id: "m-2", more: true)))
    let history = try call("chat.history", ["chat": "c", "limit": 9_999])
    guard case .chatHistory(let wanted) = history else {
      Issue.record("\(history)")
      return
    }
    #expect(wanted.after == 0 && wanted.limit == 500)
  }

  @Test func `a window goes with more of the same thought, and only with it`() throws {
    func window(_ params: [String: JSONValue]) throws -> Int? {
      let base: [String: JSONValue] = ["chat": "c", "text": "hi", "message_id": "m"]
      let say = try call("chat.say", base.merging(params) { _, new in new })
      guard case .chatSay(let say) = say else { return -1 }
      return say.windowMilliseconds
    }
    #expect(try window(["more": true, "window_ms": 100]) == 100)
    #expect(try window(["more": true, "window_ms": 10_000]) == 10_000)
    #expect(try window(["more": true]) == nil)
    #expect(try window(["window_ms": 900]) == nil)
    #expect(try window(["more": false, "window_ms": 900]) == nil)
    for bad: JSONValue in [99, 10_001, "900", 900.5, true] {
      #expect(throws: ProtocolError.self) { try window(["more": true, "window_ms": bad]) }
    }
  }

  private static func chatSay(chat: String, text: String, id: String, more: Bool) -> ChatSay {
    ChatSay(chat: chat, text: text, messageID: id, more: more)
  }

  @Test func `unknown parameters are ignored, null is not there`() throws {
    #expect(
      try call("chat.open", ["chat": nil, "colour": "red"])
        == .chatOpen(ChatOpen(chat: nil, customer: nil, language: nil, page: nil)))
  }

  @Test func `text has 1 to 4000 scalars and something to read`() throws {
    func say(_ text: String) -> ProtocolError.Code? {
      error("chat.say", ["chat": "c", "message_id": "m", "text": .string(text)])?.code
    }
    #expect(say("?") == nil)
    #expect(say(String(repeating: "快", count: 4_000)) == nil)
    #expect(say(String(repeating: "快", count: 4_001)) == .tooLong)
    #expect(say(String(repeating: "e\u{301}", count: 2_001)) == .tooLong)
    #expect(say("") == .badParams)
    #expect(say(" \t\n\u{3000}\u{A0}") == .badParams)
    #expect(say("a\0b") == .badParams)
  }

  @Test func `ids have 1 to 128 characters and no control character`() throws {
    func open(_ chat: JSONValue) -> ProtocolError.Code? { error("chat.open", ["chat": chat])?.code }
    #expect(open("c 92/ü快😀") == nil)
    #expect(open(.string(String(repeating: "快", count: 128))) == nil)
    #expect(open(.string(String(repeating: "快", count: 129))) == .badParams)
    for bad in ["", "a\nb", "\0", "\u{7f}", "a\u{85}"] { #expect(open(.string(bad)) == .badParams) }
    #expect(open(92) == .badParams)
  }

  @Test func `a claim names exactly one thing`() throws {
    #expect(try call("queue.claim", ["next": true], as: .agent) == .queueClaim(.next))
    #expect(
      try call("queue.claim", ["escalation": 7, "next": false], as: .agent)
        == .queueClaim(.escalation(7)))
    #expect(try call("queue.claim", ["chat": "c"], as: .agent) == .queueClaim(.chat("c")))
    for bad: [String: JSONValue] in [[:], ["next": false], ["chat": "c", "next": true]] {
      #expect(error("queue.claim", bad, as: .agent)?.code == .badParams)
    }
  }

  @Test func `another protocol version is named before anything else`() {
    #expect(error("hello", ["protocol": 2, "role": "wizard"], as: nil)?.code == .version)
    #expect(error("hello", ["protocol": "1", "role": "bridge"], as: nil)?.code == .badParams)
    #expect(
      error("hello", ["protocol": 1, "role": "wizard"], as: nil)?.message
        == "hello: 'role' must be one of: bridge, agent, backend, admin.")
  }

  @Test func `messages name the parameter and what it takes`() {
    #expect(
      error("chat.seen", ["chat": "c", "seq": -1])?.message
        == "chat.seen: 'seq' must be a whole number, 0 or more.")
    #expect(
      error("chat.seen", ["chat": "c"])?.message
        == "chat.seen: 'seq' is missing: a whole number, 0 or more.")
  }
}
