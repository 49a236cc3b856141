import Dialogs
import LineProtocol
import Testing

@Suite("Chat: dialogs that move to new rules")
struct MovingTests {
  var chat = TestChat()

  /// The dialog as it is after its first state and its slot were renamed.
  private static func renamed(_ dialog: DialogDefinition) -> DialogDefinition {
    guard dialog.name == "track" else { return dialog }
    var renamed = dialog
    renamed.moves = DialogMoves(states: ["asking": "looking_up"], slots: ["order": "number"])
    renamed.slots[0].name = "number"
    renamed.slots[0].again = ["again_2"]
    renamed.states[0].name = "looking_up"
    renamed.states[0].fill = ["number"]
    renamed.states[0].call?.arguments = ["number": "{{number}}"]
    return renamed
  }

  @Test mutating func `without a word about it a dialog finishes under its own rules`() throws {
    _ = try chat.say("where is my parcel")
    chat.adopt(version: "v2") { dialog in
      var changed = dialog
      changed.slots[0].again = ["again_2"]
      return changed
    }
    #expect(try chat.say("banana") == ["<again_1>"])
    #expect(chat.last?.trace.version == "v1")
  }

  @Test mutating func `a question that is open goes on under the new names`() throws {
    _ = try chat.say("where is my parcel")
    chat.adopt(version: "v2", changing: Self.renamed)
    #expect(try chat.say("banana") == ["<again_2>"])
    #expect(chat.chat.states == ["track.looking_up"])
    #expect(chat.last?.trace.version == "v2")
    #expect(chat.chat.versionsInUse == ["v2"])
    #expect(try chat.say("it is 20251120778") == [])
    #expect(chat.calls.last?.arguments == ["number": "20251120778"])
    #expect(chat.chat.stack.last?.slots["number"] == "20251120778")
  }

  @Test mutating func `what was filled and a choice that is open move, too`() throws {
    _ = try chat.say("i want to return something")
    _ = try chat.say("20251120778")
    #expect(try chat.say("the red shirt") == ["<return the red shirt of 20251120778?>"])
    chat.adopt(version: "v2") { dialog in
      guard dialog.name == "return" else { return dialog }
      var changed = dialog
      changed.moves = DialogMoves(states: ["confirming": "sure"])
      changed.states[0].go[0].to = .state("sure")
      changed.states[1].name = "sure"
      return changed
    }
    #expect(try chat.say("yes") == ["<done>"])
    #expect(chat.last?.trace.before.states == ["return.confirming"])
    #expect(chat.last?.trace.version == "v2")
  }

  @Test mutating func `where the new rules cannot go on, the old ones do`() throws {
    _ = try chat.say("where is my parcel")
    chat.adopt(version: "v2") { dialog in
      guard dialog.name == "track" else { return dialog }
      var changed = dialog
      // The order is asked for in no state any more.
      changed.moves = DialogMoves()
      changed.states[0].fill = []
      return changed
    }
    #expect(try chat.say("it is 20251120778") == [])
    #expect(chat.chat.states == ["track.asking"])
    #expect(chat.chat.versionsInUse == ["v1"])
  }

  @Test mutating func `a call under way is answered under the rules that made it`() throws {
    _ = try chat.say("where is 20251120778")
    chat.adopt(version: "v2", changing: Self.renamed)
    #expect(try chat.answerCall(.value(["status": "shipped"])) == ["<20251120778 is shipped>"])
    #expect(chat.last?.trace.version == "v1")
  }
}
