import Testing
import Transcripts

@Suite("Script duration")
struct ScriptDurationTests {
  @Test func `spans of time`() {
    #expect(ScriptDuration.seconds("90s") == 90)
    #expect(ScriptDuration.seconds("1h30m") == 5_400)
    #expect(ScriptDuration.seconds("500ms") == 0.5)
    #expect(ScriptDuration.seconds("3d") == 259_200)
  }

  @Test(arguments: ["", "10", "m", "10 m", "-1s", "1.5h", "1y", "99999999999d", "٣s"])
  func `no span of time`(text: String) {
    #expect(ScriptDuration.seconds(text) == nil)
  }

  @Test func `written the shortest way`() {
    #expect(ScriptDuration.text(0) == "0s")
    #expect(ScriptDuration.text(90_061.25) == "1d1h1m1s250ms")
    #expect(ScriptDuration.text(300) == "5m")
  }
}
