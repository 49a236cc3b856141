import LineProtocol
import Testing

@Suite("OpenRPC document")
struct OpenRPCTests {
  private let document = MethodTable.standard.openRPC(version: "0.1.0")

  private func method(_ name: String) -> JSONValue? {
    document["methods"]?.array?.first { $0["name"]?.string == name }
  }

  @Test func `it lists every method with its roles`() {
    #expect(document["openrpc"] == "1.3.2")
    #expect(document["info"]?["version"] == "0.1.0")
    #expect(
      document["methods"]?.array?.compactMap { $0["name"]?.string }
        == MethodTable.standard.methods.map(\.name.rawValue))
    #expect(method("chat.close")?["x-roles"] == ["bridge", "admin"])
    #expect(method("ping")?["x-before-hello"] == true)
    #expect(method("chat.close")?["x-before-hello"] == nil)
  }

  @Test func `parameters say what they take`() {
    #expect(
      method("chat.typing")?["params"] == [
        [
          "name": "chat", "description": "The chat's id.", "required": true,
          "schema": ["type": "string", "minLength": 1, "maxLength": 128],
        ],
        [
          "name": "on", "description": "Whether the customer types now.", "required": true,
          "schema": ["type": "boolean"],
        ],
      ])
  }

  @Test func `results and errors are described`() {
    #expect(
      method("chat.close")?["result"]?["schema"] == [
        "type": "object", "properties": ["seq": ["type": "integer"]], "required": ["seq"],
      ])
    let errors = method("chat.say")?["errors"]?.array?.compactMap { $0["code"]?.int }
    #expect(errors == [-32602, 1002, 1101, 1103, 1201, 1401, 1403, 1402, 1901])
    #expect(document["components"]?["schemas"]?["Message"]?["required"]?.array?.count == 5)
  }
}
