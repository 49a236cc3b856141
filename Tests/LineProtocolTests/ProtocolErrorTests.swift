import LineProtocol
import Testing

@Suite("Protocol errors")
struct ProtocolErrorTests {
  /// Frozen: clients of every age rely on these, so one is added now and then, none is changed.
  @Test func `numbers and names are what they always were`() {
    let table = ProtocolError.Code.allCases.map { "\($0.rawValue) \($0.name)" }
    #expect(
      table == [
        "-32700 PARSE_ERROR", "-32600 INVALID_REQUEST", "-32601 METHOD_NOT_FOUND",
        "-32602 BAD_PARAMS", "1001 BAD_UTF8", "1002 TOO_LONG", "1101 NEED_HELLO", "1102 VERSION",
        "1103 DENIED", "1201 NO_SUCH_CHAT", "1202 NOT_OWNER", "1203 ALREADY_CLAIMED",
        "1204 AT_CAPACITY", "1205 CLOSED", "1206 CONFLICT", "1301 STALE_CURSOR",
        "1302 SLOW_CONSUMER", "1401 RATE_LIMITED", "1402 OVERLOADED", "1403 READ_ONLY",
        "1501 BAD_CONTENT", "1901 INTERNAL",
      ])
  }

  @Test func `an error carries its name, and what helps`() {
    #expect(
      ProtocolError(.noSuchChat, "There is no chat 'c9'.").json == [
        "code": 1201, "message": "There is no chat 'c9'.", "data": ["name": "NO_SUCH_CHAT"],
      ])
    #expect(
      ProtocolError(.rateLimited, "Wait.", retryMilliseconds: 500).json["data"] == [
        "name": "RATE_LIMITED", "retry_ms": 500,
      ])
    #expect(
      ProtocolError(.badContent, "No.", findings: [["line": 3]]).json["data"] == [
        "name": "BAD_CONTENT", "findings": [["line": 3]],
      ])
    #expect(
      ProtocolError(.notOwner, "No.", owner: "queue").json["data"] == [
        "name": "NOT_OWNER", "owner": "queue",
      ])
    #expect(
      ProtocolError(.alreadyClaimed, "No.", agent: "lin").json["data"] == [
        "name": "ALREADY_CLAIMED", "agent": "lin",
      ])
  }
}
