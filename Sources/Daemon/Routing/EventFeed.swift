package import LineProtocol
package import Logging
package import NIOCore
package import NIOPosix
package import Store

/// Tells subscribers what was committed, each from its own position on.
///
///     publish ──▶ at the head, taking? ──yes──▶ written now
///                        │no
///                        ▼
///             stays at its position ──takes again──▶ pages from the store, until at the head
///
/// Nothing is kept in memory for a subscriber that does not read; one that falls too far behind is
/// told `slow_consumer` with its cursor and ends. All methods but `init` run on the event loop.
package final class EventFeed: Sendable {
  private struct State {
    /// The newest cursor that was committed.
    var head: Int
    var subscriptions: [ObjectIdentifier: Subscription] = [:]
  }

  package let eventLoop: any EventLoop
  private let store: ChatStore
  private let readers: NIOThreadPool
  private let slowConsumerEvents: Int
  private let logger: Logger
  private let state: NIOLoopBoundBox<State>

  private static let pageSize = 256

  /// Starts at the newest cursor that the store has.
  package init(
    store: ChatStore, eventLoop: any EventLoop, readers: NIOThreadPool,
    slowConsumerEvents: Int = ConnectionLimits().slowConsumerEvents,
    logger: Logger = Logger(label: "parley.events")
  ) throws {
    self.store = store
    self.eventLoop = eventLoop
    self.readers = readers
    self.slowConsumerEvents = slowConsumerEvents
    self.logger = logger
    let head = try store.read { try $0.cursors().newest }
    state = .makeBoxSendingValue(State(head: head), eventLoop: eventLoop)
  }

  /// The newest cursor that subscribers may have seen.
  package var head: Int { state.value.head }

  // MARK: What is told

  /// Tells what one transaction committed, in the order of cursors.
  package func publish(_ events: [StoredEvent]) {
    guard let newest = events.last?.cursor else { return }
    let previous = state.value.head
    precondition(newest > previous, "cursor \(newest) published after \(previous)")
    state.value.head = newest
    var batch = EventBatch(events)
    for subscription in Array(state.value.subscriptions.values) {
      let isAtHead = subscription.position == previous && !subscription.isReading
      if isAtHead && subscription.connection.takesEvents {
        let lines = batch.lines(for: subscription.filter)
        subscription.position = newest
        if let last = events.last(where: subscription.filter.sees) {
          subscription.lastSent = last.cursor
          subscription.connection.push(lines)
        }
      } else if subscription.connection.isWritable {
        pump(subscription)
      } else {
        fallBehind(subscription, by: events)
      }
    }
  }

  /// Tells those who are there now: what is not stored, such as typing and presence.
  package func tell(_ event: EventEnvelope, to roles: Set<Role>) {
    let head = state.value.head
    let line = ByteBuffer(bytes: EventEnvelope.line(of: event.json))
    for subscription in state.value.subscriptions.values
    where roles.contains(subscription.filter.role) && subscription.filter.sees(chat: event.chat)
      && subscription.position == head && subscription.connection.takesEvents
    {
      subscription.connection.push(line)
    }
  }

  private func fallBehind(_ subscription: Subscription, by events: [StoredEvent]) {
    subscription.behind += events.count(where: subscription.filter.sees)
    guard subscription.behind > slowConsumerEvents else { return }
    end(subscription)
    let notification = Request(
      method: "slow_consumer", params: ["cursor": .integer(subscription.lastSent)])
    subscription.connection.push(ByteBuffer(bytes: notification.line))
  }

  // MARK: Who is told

  /// What a subscription that was asked for will replay.
  struct Replay: Sendable {
    let filter: EventFilter
    let from: Int
    /// The head when it was asked for.
    let upTo: Int
    /// Stored events between the two that the subscriber may see.
    let count: Int

    var json: JSONValue { ["replayed": .integer(count), "cursor": .integer(upTo)] }
  }

  /// Finds out what there is to replay; fails with `STALE_CURSOR` where that cannot be told.
  func replay(for wish: EventsSubscribe, as role: Role) -> EventLoopFuture<Replay> {
    let head = state.value.head
    let filter = EventFilter(role: role, chats: wish.chats.map(Set.init))
    guard let from = wish.from, from != head else {
      return eventLoop.makeSucceededFuture(
        Replay(filter: filter, from: head, upTo: head, count: 0))
    }
    guard from < head else {
      return eventLoop.makeFailedFuture(
        ProtocolError(
          .staleCursor, "The newest cursor is \(head). Subscribe from that, or from 0 for all."))
    }
    return readers.runIfActive(eventLoop: eventLoop) { [store] in
      try store.read { reading in
        let oldest = try reading.cursors().oldest ?? head + 1
        guard from == 0 || from >= oldest - 1 else {
          throw ProtocolError(
            .staleCursor,
            "Events before \(oldest) are not kept. Read chat.history, then subscribe from 0.")
        }
        let count = try reading.countEvents(
          after: from, upTo: head, desk: filter.seesDesk, chats: filter.chats)
        return Replay(filter: filter, from: from, upTo: head, count: count)
      }
    }
  }

  /// Begins a subscription, once the answer to it was written; it replaces an earlier one.
  func begin(_ replay: Replay, on connection: ClientConnection) {
    remove(connection)
    let subscription = Subscription(
      connection: connection, filter: replay.filter, position: replay.from)
    state.value.subscriptions[ObjectIdentifier(connection)] = subscription
    pump(subscription)
  }

  /// The connection takes something again.
  func resume(_ connection: ClientConnection) {
    guard let subscription = state.value.subscriptions[ObjectIdentifier(connection)] else { return }
    subscription.behind = 0
    pump(subscription)
  }

  func remove(_ connection: ClientConnection) {
    state.value.subscriptions[ObjectIdentifier(connection)].map(end)
  }

  private func end(_ subscription: Subscription) {
    subscription.isActive = false
    state.value.subscriptions[ObjectIdentifier(subscription.connection)] = nil
  }

  // MARK: Catching up

  private func pump(_ subscription: Subscription) {
    let head = state.value.head
    guard subscription.isActive, subscription.position < head, !subscription.isReading,
      subscription.connection.takesEvents
    else { return }
    subscription.isReading = true
    let after = subscription.position
    let filter = subscription.filter
    readers.runIfActive(eventLoop: eventLoop) { [store] in
      try store.read {
        try $0.events(
          after: after, upTo: head, desk: filter.seesDesk, chats: filter.chats,
          limit: Self.pageSize)
      }
    }.assumeIsolated().whenComplete { result in
      subscription.isReading = false
      switch result {
      case .success(let page): self.deliver(page, upTo: head, to: subscription)
      case .failure(let error):
        // The position stands; the next commit tries again.
        self.logger.error("events cannot be read", metadata: ["error": "\(error)"])
      }
    }
  }

  private func deliver(_ page: [StoredEvent], upTo head: Int, to subscription: Subscription) {
    for event in page {
      guard subscription.isActive, subscription.connection.takesEvents else { return }
      subscription.position = event.cursor
      subscription.lastSent = event.cursor
      subscription.connection.push(ByteBuffer(bytes: EventEnvelope.line(of: event.json)))
    }
    if page.count < Self.pageSize { subscription.position = head }
    pump(subscription)
  }
}
