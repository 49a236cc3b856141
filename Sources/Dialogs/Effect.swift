package import Foundation
package import LineProtocol

/// What the world must now do, in order.
///
/// The machine only says so; the daemon's turn loop and the transcript player carry it out.
package enum Effect: Equatable, Sendable {
  /// Store and show. The customer's and the agent's own words come as effects, too.
  case say(Message)
  /// For agents only; takes no number of its own.
  case note(Note)
  case owner(Owner, epoch: Int)
  case escalation(Escalation, EscalationChange)
  case call(BackendCall)
  /// Sets the timer, or moves it.
  case timer(ChatTimer, at: Date)
  case cancelTimer(ChatTimer)
  case closed
}

package enum EscalationChange: String, Equatable, Sendable {
  case opened, changed
  /// Back in the queue, before all who wait with the same priority.
  case toFront
}

package struct Note: Codable, Equatable, Sendable {
  package var agent: String
  package var text: String
  /// The newest message when it was written.
  package var afterSeq: Int

  package init(agent: String, text: String, afterSeq: Int) {
    self.agent = agent
    self.text = text
    self.afterSeq = afterSeq
  }
}

/// A call to the shop's backend that has been decided on.
package struct BackendCall: Codable, Equatable, Sendable {
  /// `chat:turn:n`; the same when it is sent again after a restart.
  package var key: String
  package var chat: String
  package var function: String
  package var arguments: [String: JSONValue]
  package var deadline: Date

  package init(
    key: String, chat: String, function: String, arguments: [String: JSONValue], deadline: Date
  ) {
    self.key = key
    self.chat = chat
    self.function = function
    self.arguments = arguments
    self.deadline = deadline
  }
}

/// Why an event is refused; nothing has changed then.
package enum Refusal: Error, Equatable, Sendable {
  case notOwner(Owner)
  case alreadyClaimed(by: String)
  case closed
  case conflict(String)
  case badParameter(String)
}
