import Testing
import Transcripts

@Suite("Transcript diff")
struct TranscriptDiffTests {
  static let backend = #"backend order.get {"number": "20251120778"} -> {"status": "paid"}"#

  private func expect(
    _ source: String, differs expected: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let difference = TranscriptDiff(try TestShop.play(source)).text
    #expect(difference == expected, sourceLocation: sourceLocation)
  }

  @Test func `a transcript that holds has no difference`() throws {
    try expect(
      """
      \(Self.backend)
      > track 20251120778
      = intent order.track
      = call order.get number=20251120778
      < Order {number} is paid.
      = state track.known
      = buttons done
      """)
  }

  @Test func `a wrong bubble shows both`() throws {
    try expect(
      """
      \(Self.backend)
      > track 20251120778
      = intent order.track
      < Order 20251120778 is late.
      """,
      differs: """
        a.chat:4: difference
            2   > track 20251120778
            3   = intent order.track
          - 4   < Order 20251120778 is late.
          +     < Order 20251120778 is paid.

        """)
  }

  @Test func `a bubble that did not come stands alone`() throws {
    try expect(
      """
      > where is my parcel
      < Which order?
      < It is on top of the receipt.
      """,
      differs: """
        a.chat:3: difference
            1   > where is my parcel
            2   < Which order?
          - 3   < It is on top of the receipt.

        """)
  }

  @Test func `a bubble that nobody expected is shown where it came`() throws {
    try expect(
      """
      > track 20251120778
      * A person comes. You are number 1.
      = owner queue
      """,
      differs: """
        a.chat:1: difference
            1   > track 20251120778
          +     < The system is down.
            2   * A person comes. You are number 1.
            3   = owner queue

        """)
  }

  @Test func `a wrong expectation shows what is so`() throws {
    try expect(
      """
      > where is my parcel
      = intent greet
      < Which order?
      = state none
      = slot order 20251120778
      = misses 2
      = owner agent:lin
      = language vi
      = buttons done
      = call order.get
      = escalation backend
      = refused CLOSED
      = timer no_input 10m
      """,
      differs: """
        a.chat:2: difference
             1   > where is my parcel
          -  2   = intent greet
          +      = intent order.track
             3   < Which order?
          -  4   = state none
          +      = state track.lookup
          -  5   = slot order 20251120778
          +      = slot order none
          -  6   = misses 2
          +      = misses 0
          -  7   = owner agent:lin
          +      = owner bot
          -  8   = language vi
          +      = language en
          -  9   = buttons done
          +      = buttons none
          - 10   = call order.get
          +      = no call
          - 11   = escalation backend
          +      = escalation none
          - 12   = refused CLOSED
          +      = refused none
          - 13   = timer no_input 10m
          +      = timer no_input 5m

        """)
  }

  @Test func `silence that was broken`() throws {
    try expect(
      """
      > where is my parcel
      = silent
      """,
      differs: """
        a.chat:2: difference
            1   > where is my parcel
          - 2   = silent
          +     < Which order?

        """)
  }

  @Test func `a refusal that nobody expected`() throws {
    try expect(
      """
      agent lin> hello
      """,
      differs: """
        a.chat:1: difference
            1   agent lin> hello
          +     = refused NOT_OWNER   (the chat belongs to bot)

        """)
  }

  @Test func `a bubble of more lines and of the wrong speaker`() throws {
    try expect(
      """
      > hello
      * Hello {{you}.
        How can I help you?
      """,
      differs: """
        a.chat:2: difference
            1   > hello
          - 2   * Hello {{you}.
          - 3     How can I help you?
          +     < Hello {{you}.
          +       How can I help?

        """)
  }

  @Test func `each turn that went otherwise is a block of its own`() throws {
    try expect(
      """
      < Hi.

      > hello
      < …

      > where is my parcel
      """,
      differs: """
        a.chat:1: difference
          - 1   < Hi.
          +     < Welcome.

        a.chat:6: difference
            6   > where is my parcel
          +     < Which order?

        """)
  }

  @Test func `a summary and an escalation are compared as far as they are told`() throws {
    try expect(
      """
      > a person please
      * …
      = escalation requested
      = escalation requested service
      = escalation requested service 3
      = escalation requested service 1
      = summary contains a person
      = summary contains refund
      """,
      differs: """
        a.chat:6: difference
            1   > a person please
            2   * …
            3   = escalation requested
            4   = escalation requested service
            5   = escalation requested service 3
          - 6   = escalation requested service 1
          +     = escalation requested service 3
            7   = summary contains a person
          - 8   = summary contains refund
          +     = summary contains “a person please”

        """)
  }
}
