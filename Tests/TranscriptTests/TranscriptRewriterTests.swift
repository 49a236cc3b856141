import Testing
import Transcripts

@Suite("Transcript rewriter")
struct TranscriptRewriterTests {
  private func expect(
    _ source: String, becomes expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let rewritten = TranscriptRewriter(try TestShop.play(source)).rewrite(source)
    #expect(rewritten == expected, sourceLocation: sourceLocation)
    let again = TranscriptDiff(try TestShop.play(rewritten)).text
    #expect(again == "", sourceLocation: sourceLocation)
  }

  @Test func `only what did not hold is rewritten`() throws {
    let source = """
      # What this is about.
      backend order.get -> {"status": "paid"}

      < Hi.

      > track 20251120778
      # why
      = intent greet
      < Order {number} is {…}.
      = state none
      = silent

      > hello
      < Hello.
        Bye.
      < …
      * never

      > where is my parcel
      = intent order.track

      agent lin> hello
      """
    let expected = """
      # What this is about.
      backend order.get -> {"status": "paid"}

      < Welcome.

      > track 20251120778
      # why
      = intent order.track
      < Order {number} is {…}.
      = state track.known

      > hello
      < Hello {{you}.
        How can I help?
      < …
      < Order 20251120778 is paid.

      > where is my parcel
      = intent order.track
      < Order 20251120778 is paid.

      agent lin> hello
      = refused NOT_OWNER   (the chat belongs to bot)
      """
    try expect(source, becomes: expected)
  }

  @Test func `what holds is left as it is, to the byte`() throws {
    let source = "> hello\r\n< Hello {…}\r\n  {…}?   \n\n\n# end"
    try expect(source, becomes: source)
  }

  @Test func `an empty transcript of turns is filled`() throws {
    try expect(
      "> a person please\nagent lin: claim\n+ 3m\n",
      becomes: """
        > a person please
        * A person comes. You are number 1.
        agent lin: claim
        * lin is here.
        + 3m
        * Again number 1.

        """)
  }
}
