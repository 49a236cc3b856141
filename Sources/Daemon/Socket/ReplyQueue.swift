/// Puts answers back into the order of their requests.
///
///     reserve() → 0    reserve() → 1    fill(1, "b")   next() → nil   (one is held)
///                                       fill(0, "a")   next() → "a", then "b"
///
/// Every request takes a ticket when it is read and fills it once; what is filled waits until all
/// before it are. A simple client may so rely on the n-th answer being to its n-th request.
struct ReplyQueue<Reply> {
  private var held: [Int: Reply] = [:]
  /// The ticket whose answer is to be written next.
  private var first = 0
  /// The next ticket to be given.
  private var end = 0

  /// Requests that are not answered, or whose answer waits for one before it.
  var count: Int { end - first }
  var isEmpty: Bool { count == 0 }
  /// Answers that are there and not yet taken.
  var filled: Int { held.count }

  mutating func reserve() -> Int {
    end += 1
    return end - 1
  }

  mutating func fill(_ ticket: Int, with reply: Reply) {
    precondition((first..<end).contains(ticket), "ticket \(ticket) was not given or is answered")
    precondition(held.updateValue(reply, forKey: ticket) == nil, "ticket \(ticket) answered twice")
  }

  /// The next answer in order, if it is there.
  mutating func next() -> Reply? {
    guard let reply = held.removeValue(forKey: first) else { return nil }
    first += 1
    return reply
  }
}
