/// How much one line and one text may hold; `hello` tells every client.
package struct ProtocolLimits: Hashable, Sendable {
  /// Bytes of a line, without its line end.
  package var maxLine: Int
  /// Unicode scalars of what somebody says.
  package var maxText: Int

  package init(maxLine: Int = 65_536, maxText: Int = 4_000) {
    self.maxLine = maxLine
    self.maxText = maxText
  }

  package var json: JSONValue {
    ["max_line": .integer(maxLine), "max_text": .integer(maxText)]
  }
}
