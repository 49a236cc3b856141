import LineProtocol

/// How far one browser has been told what happens in its chat, and what to tell it next.
///
///     message in its turn, browser takes it ──▶ told now
///                  │ no
///                  ▼
///     behind ──▶ pages read from the chat, as fast as the browser takes them ──▶ up to date
///
/// Guarantees that every message is told once, in the order of seq, without a gap, whatever the
/// order and however often it is heard of; and that no more is kept for a browser that takes
/// nothing than the newest owner and place in the queue. A value.
struct ChatFollower: Equatable {
  /// The seq up to which everything was told.
  private(set) var position: Int
  /// Whether something after `position` was passed over, and has to be read from the chat.
  private(set) var isBehind = false
  private var isReading = false
  /// The newest message that was passed over since the page was asked for, which may be older; 0
  /// if none was.
  private var passedOver = 0
  /// The newest of each kind that is no message and could not be told.
  private var untold: [CustomerReply] = []

  init(at position: Int) { self.position = position }

  /// What to tell now that a message was said.
  ///
  /// `takes` says whether the browser takes anything.
  mutating func hear(_ message: ChatMessage, takes: Bool) -> [CustomerReply] {
    guard message.seq > position else { return [] }
    guard takes, !isBehind, message.seq == position + 1 else {
      isBehind = true
      passedOver = max(passedOver, message.seq)
      return []
    }
    position = message.seq
    return [.message(message)]
  }

  /// The chat has another owner or place in the queue: told now, or after the messages before it.
  mutating func hear(_ change: CustomerReply, takes: Bool) -> [CustomerReply] {
    if takes && !isBehind { return [change] }
    isBehind = true
    untold.removeAll {
      switch ($0, change) {
      case (.owner, .owner), (.queue, .queue): true
      default: false
      }
    }
    untold.append(change)
    return []
  }

  /// Whether a page of the chat after `position` should be read now; it is waited for then.
  mutating func wantsPage(takes: Bool) -> Bool {
    guard isBehind, !isReading, takes else { return false }
    isReading = true
    passedOver = 0
    return true
  }

  /// What to tell now that a page came.
  ///
  /// `last` is the chat's newest seq when it was read.
  mutating func read(_ page: [ChatMessage], last: Int) -> [CustomerReply] {
    isReading = false
    var replies: [CustomerReply] = []
    for message in page where message.seq == position + 1 {
      position = message.seq
      replies.append(.message(message))
    }
    // An empty page of a chat that says it has more would be asked for for ever.
    let hasMore = position < last && !page.isEmpty
    guard !hasMore, position >= passedOver else { return replies }
    isBehind = false
    defer { untold = [] }
    return replies + untold
  }

  /// The page did not come; it is wanted again.
  mutating func readNothing() { isReading = false }
}
