import Dialogs
import Foundation
import LineProtocol
import Testing
import Transcripts
import Understanding

@Suite("In-memory desk")
struct InMemoryDeskTests {
  private static let start = Date(timeIntervalSince1970: 1_800_000_000)

  private func desk(_ stubs: [BackendStub] = []) throws -> InMemoryDesk {
    InMemoryDesk(
      library: BotLibrary(current: try TestShop.bot()), chat: "c", stubs: BackendStubs(stubs),
      at: Self.start)
  }

  @Test func `opening greets and sets the idle timer`() throws {
    var desk = try desk()
    #expect(desk.open().spoken.map(\.text) == ["Welcome."])
    #expect(desk.nextDue == Self.start + 86_400)
    #expect(desk.dueDate(of: .idle) == Self.start + 86_400)
  }

  @Test func `timers fire in their order and at their time`() throws {
    var desk = try desk()
    _ = desk.open()
    _ = desk.take(.said("where is my parcel", more: false))
    let outcome = desk.advance(to: Self.start + 200_000)
    #expect(outcome.turns.map(\.trace.event).prefix(2) == ["timer:no_input", "timer:idle"])
    #expect(outcome.spoken.first?.at == Self.start + 300)
    #expect(desk.now == Self.start + 200_000)
    #expect(desk.chat.isClosed)
    #expect(desk.nextDue == nil)
  }

  @Test func `time does not run backwards`() throws {
    var desk = try desk()
    _ = desk.advance(to: Self.start - 60)
    #expect(desk.now == Self.start)
  }

  @Test func `a refused event changes nothing`() throws {
    var desk = try desk()
    _ = desk.open()
    let before = desk.chat
    let outcome = desk.take(.agentSaid("hello", by: "lin"))
    #expect(outcome.refusal == .notOwner(.bot))
    #expect(outcome.turns.isEmpty)
    #expect(desk.chat == before)
  }

  @Test func `a backend that answers at once ends the turn that asked`() throws {
    var desk = try desk([BackendStub(function: "order.get", answer: .value(["status": "paid"]))])
    let outcome = desk.take(.said("track 20251120778", more: false))
    #expect(outcome.turns.map(\.trace.event) == ["said", "answered"])
    #expect(outcome.calls.map(\.arguments) == [["number": "20251120778"]])
    #expect(outcome.spoken.map(\.text) == ["Order 20251120778 is paid."])
    #expect(outcome.understanding?.intent == "order.track")
  }

  @Test func `notes are kept`() throws {
    var desk = try desk()
    _ = desk.take(.agentNoted("friendly", by: "lin"))
    #expect(desk.notes.map(\.text) == ["friendly"])
  }
}
