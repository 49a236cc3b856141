import LineProtocol
import Testing

@testable import WebBridge

struct BridgeFiguresTests {
  @Test func `says how it is to people and to programs`() {
    var figures = BridgeFigures()
    figures.customers = 2
    figures.messages = 7
    #expect(figures.json["status"] == "no daemon")
    #expect(figures.json["customers"] == 2)
    figures.isLinkUp = true
    #expect(figures.json["status"] == "ok")
    #expect(
      figures.metrics.hasPrefix(
        """
        # HELP parley_bridge_daemon_up 1 while the daemon answers.
        # TYPE parley_bridge_daemon_up gauge
        parley_bridge_daemon_up 1

        """))
    #expect(figures.metrics.contains("\nparley_bridge_messages_total 7\n"))
  }
}
