import LineProtocol
import Testing

@Suite("Requests and responses on their way out")
struct OutgoingTests {
  private func text(_ line: [UInt8]) -> String { String(decoding: line, as: UTF8.self) }

  @Test func `a response is one line with its id`() {
    #expect(
      text(Response(id: .text("a\n"), result: ["b": 1]).line)
        == #"{"jsonrpc":"2.0","id":"a\n","result":{"b":1}}"# + "\n")
    #expect(
      text(Response(id: .null, error: ProtocolError(.denied, "No.")).line)
        == #"{"jsonrpc":"2.0","id":null,"error":{"code":1103,"data":{"name":"DENIED"},"message":"No."}}"#
        + "\n")
  }

  @Test func `a request without id is a notification`() {
    #expect(
      text(Request(method: "slow_consumer", params: ["cursor": 7]).line)
        == #"{"jsonrpc":"2.0","method":"slow_consumer","params":{"cursor":7}}"# + "\n")
  }

  @Test func `what is written is read again as the same`() throws {
    let call = BackendCallRequest(
      function: "order.get", arguments: ["number": "20251120778"], key: "c92:2:0", chat: "c92")
    let request = call.request(id: .number(4))
    #expect(try Incoming(line: request.line.dropLast()) == .request(request))
    #expect(BackendCallRequest(request.params) == call)
    for response in [
      Response(id: .number(4), result: ["status": "paid"]),
      Response(id: .text("x"), error: ProtocolError(.badParams, "no")),
    ] {
      #expect(try Incoming(line: response.line.dropLast()) == .response(response))
    }
  }
}

extension Incoming {
  fileprivate init(line: ArraySlice<UInt8>) throws(RefusedLine) { try self.init(line: Array(line)) }
}
