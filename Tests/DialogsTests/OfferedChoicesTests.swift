import Dialogs
import LineProtocol
import Testing
import Understanding

@Suite("Chat: buttons that only a call could tell")
struct OfferedChoicesTests {
  var chat = TestChat()

  private static let place = SourceLocation(file: "test.yaml", line: 1, column: 1)

  /// Returns ask which of the found orders; what is found is put there by hand.
  init() throws {
    chat.adopt(version: "v2") { dialog in
      guard dialog.name == "return" else { return dialog }
      var changed = dialog
      changed.slots[0].choices = SlotChoices(
        list: .path(["found", "orders"]), value: .path(["item", "number"]), text: "order_choice")
      changed.slots[0].check = .compare(
        .notEqual, .path(["order"]), .literal("20251120770"))
      changed.states[0] = DialogState(
        name: "looking",
        call: CallDefinition(
          function: "order.list", arguments: [:], save: "found", failed: "done",
          location: Self.place),
        go: [Transition(to: .state("collecting"), location: Self.place)], location: Self.place)
      changed.states.append(dialog.states[0])
      return changed
    }
  }

  private mutating func choices(_ orders: [JSONValue]) throws -> [Message.Button] {
    _ = try chat.say("i want to return something")
    _ = try chat.answerCall(.value(["orders": .array(orders)]))
    return chat.last?.messages.last?.buttons ?? []
  }

  @Test mutating func `what was found stands on buttons and fills the slot`() throws {
    let buttons = try choices([
      ["number": "20251120778", "status": "paid"], ["number": "20251120779", "status": "shipped"],
    ])
    #expect(
      buttons == [
        .init(id: "20251120778", text: "<20251120778, paid>"),
        .init(id: "20251120779", text: "<20251120779, shipped>"),
      ])
    #expect(try chat.answers(to: .pressed(button: "20251120779")) == ["<ask_item>"])
    #expect(chat.chat.stack.last?.slots["order"] == "20251120779")
  }

  @Test mutating func `typing what stands on it is pressing it, and a number is a number`() throws {
    _ = try choices([["number": "20251120778", "status": "paid"]])
    #expect(try chat.say("20251120778, paid") == ["<ask_item>"])
  }

  @Test mutating func `what is no value, comes twice or is too much is left out`() throws {
    let found: [JSONValue] =
      [
        ["status": "paid"], ["number": 7], ["number": "20251120770"], "20251120771", .null,
        ["number": "20251120778"], ["number": "20251120778"],
      ] + (1...9).map { ["number": .string("2025112078\($0)")] }
    #expect(
      try choices(found).map(\.id) == [
        "20251120778", "20251120781", "20251120782", "20251120783", "20251120784",
      ])
  }

  @Test(arguments: [JSONValue.null, [:], "orders", ["orders": .null], ["orders": [:]]])
  mutating func `an answer of another shape offers nothing`(answer: JSONValue) throws {
    _ = try chat.say("i want to return something")
    #expect(try chat.answerCall(.value(answer)) == ["<ask_order>"])
    #expect(chat.last?.messages.last?.buttons == [])
  }
}
