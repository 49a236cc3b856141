package import Dialogs
package import Foundation
package import LineProtocol
package import Understanding

/// A transcript: a chat as it was, or as it must be, with the world it happens in.
///
///     language: zh-Hant                      the header
///     backend order.get -> null              what the shop's system answers
///
///     > 怎麼還沒出貨                          a turn: somebody acts, …
///     = intent order.urge_ship               … and what must come of it
///     < 請問您的訂單編號是？
package struct ChatScript: Equatable, Sendable {
  /// Where a chat that gives no time begins, 10:00 in Shanghai on 5 January 2026.
  ///
  /// Any moment will do, but it must always be the same.
  package static let defaultStart = Date(timeIntervalSince1970: 1_767_578_400)

  package var file: String
  package var language: Language?
  package var start = defaultStart
  package var customer: String?
  package var page: String?
  /// Begins in the middle.
  package var given: Given?
  package var stubs: [BackendStub] = []
  /// The first is the opening; its bubbles count only where the transcript has some.
  package var turns: [Turn] = []

  package struct Given: Equatable, Sendable {
    package var state: String
    package var slots: [String: JSONValue]

    package init(state: String, slots: [String: JSONValue]) {
      self.state = state
      self.slots = slots
    }
  }

  package struct Turn: Equatable, Sendable {
    package var action: ScriptAction
    /// As it stands in the file; empty for the opening.
    package var text = ""
    /// The lines it takes; nil for the opening.
    package var lines: ClosedRange<Int>?
    /// What the shop's system answers from here on.
    package var stubs: [BackendStub] = []
    package var checks: [Check] = []
  }

  /// A line that can fail.
  package struct Check: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
      /// Bot or system must say this next.
      case bubble(Message.Speaker, BubblePattern)
      case expectation(Expectation)
    }

    package var kind: Kind
    package var text: String
    package var lines: ClosedRange<Int>

    var isBubble: Bool { if case .bubble = kind { true } else { false } }
  }

  /// Whether there is anything to play; files without a turn are there to be included.
  package var isPlayable: Bool { turns.contains { $0.action != .open || !$0.checks.isEmpty } }
}
