import LineProtocol

/// What is going on in a bridge, for operators.
struct BridgeFigures: Equatable {
  /// Whether the daemon answers.
  var isLinkUp = false
  /// Of all kinds, those included that only fetch pages.
  var connections = 0
  /// Customers' tabs.
  var customers = 0
  /// Chats that they look at.
  var chats = 0
  /// Agents' tabs that are signed in.
  var agents = 0
  /// What customers said and pressed since the start, repeats included.
  var messages = 0
  /// Of these those that came too fast.
  var refusedMessages = 0

  private var rows: [(name: String, kind: String, help: String, value: Int)] {
    [
      ("daemon_up", "gauge", "1 while the daemon answers.", isLinkUp ? 1 : 0),
      ("connections", "gauge", "Open connections.", connections),
      ("customers", "gauge", "Open tabs of customers.", customers),
      ("chats", "gauge", "Chats that they look at.", chats),
      ("agents", "gauge", "Open tabs of agents.", agents),
      ("messages_total", "counter", "What customers said or pressed.", messages),
      ("refused_messages_total", "counter", "Of these too fast.", refusedMessages),
    ]
  }

  /// For `/healthz`.
  var json: JSONValue {
    var members = Dictionary(
      rows.dropFirst().map { ($0.name, JSONValue.integer($0.value)) },
      uniquingKeysWith: { first, _ in first })
    members["status"] = isLinkUp ? "ok" : "no daemon"
    return .object(members)
  }

  /// For `/metrics`, in Prometheus' text format 0.0.4.
  var metrics: String {
    rows.map { row in
      let name = "parley_bridge_\(row.name)"
      return "# HELP \(name) \(row.help)\n# TYPE \(name) \(row.kind)\n\(name) \(row.value)\n"
    }.joined()
  }
}
