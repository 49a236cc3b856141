import Foundation
import Testing
import Transcripts

@Suite("Script player")
struct ScriptPlayerTests {
  private func expect(
    _ source: String, differs expected: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let difference = TranscriptDiff(try TestShop.play(source)).text
    #expect(difference == expected, sourceLocation: sourceLocation)
  }

  @Test func `the greeting counts only where the transcript has it`() throws {
    try expect("> hello\n< …")
    try expect("< Welcome.\n> hello\n< …")
    try expect("= owner bot\n> hello\n< …")
  }

  @Test func `what a bubble held is known later`() throws {
    try expect(
      """
      backend order.get -> null
      > track 20251120778
      < No order {number}.
      > track 20251120778
      < No order {=number}.
      > track 20251120779
      < No order {=number}.
      """,
      differs: """
        a.chat:7: difference
            6   > track 20251120779
          - 7   < No order {=number}.
          +     < No order 20251120779.

        """)
  }

  @Test func `the backend answers late, or never`() throws {
    try expect(
      """
      backend order.get -> after 2s {"status": "paid"}
      > track 20251120778
      = call order.get number=20251120778
      = silent
      = timer call 3s
      + 1999ms
      = silent
      + 1ms
      < Order 20251120778 is paid.
      = timer call none

      backend order.get -> timeout
      > track 20251120779
      = silent
      + 3s
      < The system is down.
      * …
      = escalation backend
      """)
  }

  @Test func `an answer at the last moment is in time`() throws {
    try expect(
      """
      backend order.get -> after 3s {"status": "paid"}
      > track 20251120778
      + 3s
      < Order 20251120778 is paid.
      """)
  }

  @Test func `an answer after its deadline changes nothing`() throws {
    try expect(
      """
      backend order.get -> after 10s {"status": "paid"}
      > track 20251120778
      + 3s
      < The system is down.
      * …
      + 1m
      = silent
      = owner queue
      """)
  }

  @Test func `without a backend line the failure edge is taken at once`() throws {
    try expect(
      """
      > track 20251120778
      < The system is down.
      * A person comes. You are number 1.
      """)
  }

  @Test func `of several backend lines the last that fits answers`() throws {
    try expect(
      """
      backend order.get {"number": "20251120778"} -> {"status": "paid"}
      backend order.get -> {"status": "lost"}
      backend order.get {"number": "20251120779"} -> error broken
      > track 20251120778
      < Order 20251120778 is lost.
      > track 20251120779
      < The system is down.
      * …
      """)
  }

  @Test func `a burst is one turn`() throws {
    try expect(
      """
      >+ where is
      = silent
      > my parcel
      < …
      >+ hello
      = silent
      + 5s
      < Hello {…}
      < Back to it.
      < Which order?
      """)
  }

  @Test func `it can begin in the middle`() throws {
    try expect(
      """
      given: track.known order=20251120778 found={"status": "paid"}
      < Order 20251120778 is paid.
      = state track.known
      = slot order 20251120778
      = slot found {"status":"paid"}

      > [done]
      = state none
      """)
  }

  @Test func `a beginning that the rules do not know is refused`() throws {
    try expect(
      "given: track.nowhere\n= state none",
      differs: """
        a.chat:2: difference
          +     = refused BAD_PARAMS   (the dialog `track` has no state `nowhere`. There are: lookup, known, unknown, down)
            2   = state none

        """)
  }

  @Test func `agents act, and only the owner speaks`() throws {
    try expect(
      """
      agent lin: claim
      = refused CONFLICT
      > a person please
      * …
      agent lin: claim
      * lin is here.
      = owner agent:lin
      agent mo: claim
      = refused ALREADY_CLAIMED
      agent mo> hello
      = refused NOT_OWNER
      agent lin> hello
      = silent
      > thank you
      = silent
      agent lin: note a friendly one
      agent lin: gone
      + 2m
      * Again number 1.
      = owner queue
      agent lin: claim
      * …
      agent lin: return track.lookup
      < Which order?
      = owner bot
      close
      * Closed.
      = owner nobody
      """)
  }

  @Test func `the clock starts where the transcript says`() throws {
    let reading = ScriptReading("at: 2026-11-22T13:00:00+08:00\n> hello", file: "a.chat")
    #expect(reading.script?.start.timeIntervalSince1970 == 1_795_323_600)
  }

  @Test func `playing twice gives the same`() throws {
    let source = "backend order.get -> null\n> track 20251120778\n> hello\n+ 3d\n> x"
    let first = try TestShop.play(source)
    #expect(try TestShop.play(source) == first)
  }
}
