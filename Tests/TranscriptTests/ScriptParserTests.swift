import BotContent
import Dialogs
import LineProtocol
import Testing
import Transcripts
import Understanding

@Suite("Script parser")
struct ScriptParserTests {
  private func actions(_ source: String) -> [ScriptAction]? {
    ScriptReading(source, file: "a.chat").script?.turns.dropFirst().map(\.action)
  }

  @Test func `every kind of turn`() {
    #expect(
      actions(
        """
        > hello  there
        >+ and more
        > [urge]
        agent lin: claim
        agent  Lin Wei > two
          lines
        agent lin: note call him
        agent lin: return
        agent lin: return track.known order=2025 note="two words" found={"a": 1}
        agent lin: release
        agent lin: resolve solved refund.track
        agent lin: gone
        agent lin: back
        + 1h30m
        close
        """) == [
          .event(.said("hello  there", more: false)), .event(.said("and more", more: true)),
          .event(.pressed(button: "urge")), .event(.claimed(by: "lin")),
          .event(.agentSaid("two\nlines", by: "Lin Wei")),
          .event(.agentNoted("call him", by: "lin")),
          .event(.returned(by: "lin", state: nil, slots: [:])),
          .event(
            .returned(
              by: "lin", state: "track.known",
              slots: ["order": "2025", "note": "two words", "found": ["a": 1]])),
          .event(.released(by: "lin")),
          .event(.resolved(by: "lin", outcome: "solved", label: "refund.track")),
          .event(.agentGone("lin")), .event(.agentBack("lin")), .wait(5_400), .event(.closed),
        ])
  }

  @Test func `the header`() {
    let script = ScriptReading(
      """
      # a comment
      language: zh-TW
      at: 2026-11-22T13:00:00+08:00
      customer: c-17
      page: /cart
      given: track.known order=1
      """, file: "a.chat"
    ).script
    #expect(script?.language == .traditionalChinese)
    #expect(script?.customer == "c-17")
    #expect(script?.page == "/cart")
    #expect(script?.given == ChatScript.Given(state: "track.known", slots: ["order": "1"]))
    #expect(script?.isPlayable == false)
  }

  @Test func `all mistakes come at once, each with its place`() {
    let reading = ScriptReading(
      """
      langage: vi
      language: tlh
      at: yesterday
      backend order.get
      backend order.get {"a": } -> null
      backend order.get -> after soon null
      backend order.get -> {"a": 1} and more
      > hello
      >no space
      >
      < {
      < {a}{b}
      < {=unknown}
      < {a b}
      = intents greet
      = owner me
      = misses many
      = no calls
      = silent please
      + later
      agent lin
      agent : claim
      agent lin: claimm
      at: 2026-11-22
      """, file: "a.chat")
    #expect(
      reading.places == [
        "1:1: a line begins with `>`, `<`, `*`, `=`, `+`, `agent`, `backend`, `close`, `#` or a "
          + "header's name: `language:`, `at:`, `customer:`, `page:`, `given:`, `include:` "
          + "(language?)",
        "2:11: the languages are zh-Hans, zh-Hant, vi and en",
        "3:5: write a time as in `2026-11-22T13:00:00+08:00`",
        "4:18: expected `->` and the answer",
        "5:19: this is no JSON value",
        "6:28: `after` needs a time, as in `after 10s`",
        "7:31: the answer ends before this",
        "9:2: put a space after the sign",
        "10:2: what does the customer say?",
        "11:3: this `{` is never closed; write `{{` for a literal `{`",
        "12:6: between two matchers there must be text that tells them apart",
        "13:3: `{=unknown}` stands before any `{unknown}` that would keep it",
        "14:3: `{…}`, `{name}` or `{=name}` goes here; write `{{` for a literal `{`",
        "15:3: `intents` is nothing that can be expected (intent?)",
        "16:9: `me` is not bot, queue, agent:NAME or nobody",
        "17:10: `many` is no number",
        "18:3: `no` goes with `call`: `= no call order.cancel`",
        "19:10: the expectation ends before this",
        "20:3: how long? `+ 10m`, `+ 1h30m`; units are ms, s, m, h, d",
        "21:1: `agent lin: claim` or `agent lin> words` is how an agent acts",
        "22:7: the agent's name is missing",
        "23:12: an agent can claim, release, return, resolve, note, gone, back; "
          + "`agent lin> …` is to speak (claim?)",
        "24:1: `at:` belongs before the first turn",
      ])
  }

  @Test func `a place in a continued line is a place in the file`() {
    let reading = ScriptReading("> hello\n< one\n  two {", file: "a.chat")
    #expect(reading.places == ["3:7: this `{` is never closed; write `{{` for a literal `{`"])
  }

  @Test func `an indented line must continue something`() {
    let reading = ScriptReading("> hello\n\n  there\n# x\n there", file: "a.chat")
    let message =
      "this line continues nothing: only more words of a bubble are indented, by two spaces"
    #expect(reading.places == ["3:1: \(message)", "5:1: \(message)"])
  }

  @Test func `line ends of every system, and white space at the end, do not matter`() {
    #expect(actions("> a  \r\n  b\t\r\n> c") == actions("> a\n  b\n> c"))
  }

  @Test func `included files give header and backend lines`() {
    let files = [
      "shop.chat": "language: vi\nbackend f -> 1\ninclude: more.chat",
      "more.chat": "backend g -> 2",
    ]
    let reading = ScriptReading("include: shop.chat\nbackend f -> 3\n> hi", file: "a.chat") {
      path, _ in files[path].map { .found(name: path, source: $0) } ?? .missing("no")
    }
    #expect(reading.script?.language == .vietnamese)
    #expect(
      reading.script?.stubs == [
        BackendStub(function: "f", answer: .value(1)),
        BackendStub(function: "g", answer: .value(2)),
        BackendStub(function: "f", answer: .value(3)),
      ])
    #expect(reading.script?.file == "a.chat")
  }

  @Test func `includes that are missing, turn in a circle or hold turns are mistakes`() {
    let files = ["loop.chat": "include: a.chat", "turns.chat": "> hello"]
    let reading = ScriptReading(
      "include: loop.chat\ninclude: nothing.chat\ninclude: turns.chat", file: "a.chat"
    ) { path, _ in
      path == "a.chat"
        ? .found(name: "a.chat", source: "")
        : files[path].map { .found(name: path, source: $0) } ?? .missing("no file `\(path)`")
    }
    #expect(
      reading.places == [
        "loop.chat:1:10: `a.chat` includes itself", "2:10: no file `nothing.chat`",
        "turns.chat:1:1: an included file holds header and backend lines only",
      ])
  }

  @Test(arguments: ["", "\n\n", "# only a comment", "\u{FEFF}", "> \u{0}\u{1B}[2J\u{202E}"])
  func `strange files are read`(source: String) {
    #expect(ScriptReading(source, file: "a.chat").sources["a.chat"] == source)
  }

  @Test func `a huge line is read`() {
    let text = String(repeating: "貓{", count: 200_000)
    #expect(actions("> " + text) == [.event(.said(text, more: false))])
  }
}
