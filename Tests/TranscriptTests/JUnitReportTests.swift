import Testing
import Transcripts

@Suite("JUnit report")
struct JUnitReportTests {
  @Test func `passed and failed`() {
    let report = JUnitReport([
      .init(name: "a & b.chat", failure: nil),
      .init(name: "c.chat", failure: "- < \"hi\"\u{0}\n"),
    ])
    #expect(
      report.xml == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="parley test" tests="2" failures="1">
          <testcase classname="transcripts" name="a &amp; b.chat"/>
          <testcase classname="transcripts" name="c.chat">
            <failure message="the chat went otherwise">- &lt; &quot;hi&quot;\u{FFFD}
        </failure>
          </testcase>
        </testsuite>

        """)
  }
}
