/// How chats that began this dialog under earlier rules go on under the ones it stands in.
///
/// Without it they finish under the rules they began with.
package struct DialogMoves: Equatable, Sendable {
  /// The name that a state had → the state that takes its place; others keep their name.
  package var states: [String: String]
  /// The name that a slot had → its name now; others keep theirs.
  package var slots: [String: String]

  package init(states: [String: String] = [:], slots: [String: String] = [:]) {
    self.states = states
    self.slots = slots
  }
}
