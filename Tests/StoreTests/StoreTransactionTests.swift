import Dialogs
import Foundation
import Store
import Testing
import Understanding

@Suite("Chat store: turns")
struct StoreTransactionTests {
  @Test func `a chat is read back as it was stored`() throws {
    try withStore { store in
      var desk = StoredDesk(store)
      try desk.queue("c1")
      let chat = try #require(try store.read { try $0.chat("c1") })
      #expect(chat.owner == .queue)
      #expect(chat.lastSeq == 3)
      #expect(chat.escalation?.reason == .requested)
      #expect(try store.read { try $0.chat("c2") } == nil)
    }
  }

  @Test func `history is ascending, exclusive and limited`() throws {
    try withStore { store in
      var desk = StoredDesk(store)
      try desk.queue("c1")
      let (messages, last) = try #require(
        try store.read { try $0.history(of: "c1", after: 1, limit: 1) })
      #expect(messages.map(\.seq) == [2])
      #expect(messages.first?.intent == "human.request")
      #expect(last == 3)
      #expect(try store.read { try $0.history(of: "nobody", after: 0, limit: 50) } == nil)
    }
  }

  @Test func `a client's id is found again with its turn`() throws {
    try withStore { store in
      var desk = StoredDesk(store)
      try desk.take(.opened, in: "c1")
      let key = ClientKey(sender: "customer", messageID: "m-1")
      try desk.take(.said("human", more: false), in: "c1", key: key)
      let repeated = try store.write("test") {
        try $0.repeated(chat: "c1", sender: "customer", messageID: "m-1")
      }
      #expect(repeated?.seq == 2)
      #expect(repeated?.messages.map(\.text) == ["<hand_off>"])
      for (sender, id) in [("customer", "m-2"), ("agent:lin", "m-1")] {
        let other = try store.write("test") {
          try $0.repeated(chat: "c1", sender: sender, messageID: id)
        }
        #expect(other == nil)
      }
    }
  }

  @Test func `the database itself refuses a second message with the same id`() throws {
    try withStore { store in
      var desk = StoredDesk(store)
      try desk.take(.opened, in: "c1")
      let key = ClientKey(sender: "customer", messageID: "m-1")
      try desk.take(.said("human", more: false), in: "c1", key: key)
      let cursor = desk.cursor
      #expect(throws: StoreError.self) {
        try desk.take(.said("again", more: false), in: "c1", key: key)
      }
      #expect(desk.cursor == cursor)
      #expect(try store.read { try $0.history(of: "c1", after: 0, limit: 50)?.last } == 3)
    }
  }

  @Test func `cursors rise with every event and name what it was`() throws {
    try withStore { store in
      var desk = StoredDesk(store)
      try desk.queue("c1")
      let events = try store.read {
        try $0.events(after: 0, upTo: .max, desk: true, chats: nil, limit: 100)
      }
      #expect(events.map(\.cursor) == Array(1...events.count))
      #expect(
        events.map(\.json)[2]
          == #"{"chat":"c1","cursor":3,"epoch":2,"owner":"queue","type":"owner"}"#)
    }
  }

  @Test func `customers do not see what is the desk's`() throws {
    try withStore { store in
      var desk = StoredDesk(store)
      try desk.queue("c1")
      try desk.take(.agentNoted("rude", by: "lin"), in: "c1")
      let (all, theirs) = try store.read { reading in
        (
          try reading.countEvents(after: 0, upTo: .max, desk: true, chats: nil),
          try reading.events(after: 0, upTo: .max, desk: false, chats: nil, limit: 100)
        )
      }
      #expect(all == 6)
      #expect(theirs.count == 4)
      #expect(!theirs.contains { $0.json.contains("rude") || $0.json.contains("escalation") })
    }
  }

  @Test func `events of some chats only`() throws {
    try withStore { store in
      var desk = StoredDesk(store)
      for id in ["c1", "c2", "c3"] { try desk.take(.opened, in: id) }
      let events = try store.read {
        try $0.events(after: 0, upTo: .max, desk: true, chats: ["c1", "c3"], limit: 100)
      }
      #expect(events.map(\.chat) == ["c1", "c3"])
    }
  }

  // MARK: The queue

  @Test func `oldest first, and who is given back stands before all`() throws {
    try withStore { store in
      var desk = StoredDesk(store)
      for id in ["c1", "c2", "c3"] {
        try desk.queue(id)
        desk.now += 1
      }
      #expect(try desk.waiting() == ["c1", "c2", "c3"])
      try desk.take(.claimed(by: "lin"), in: "c2")
      #expect(try desk.waiting() == ["c1", "c3"])
      try desk.take(.released(by: "lin"), in: "c2")
      #expect(try desk.waiting() == ["c2", "c1", "c3"])
      #expect(try store.read { try $0.position(of: "c1") } == 2)
      #expect(try store.read { try $0.waitingCounts() } == [.init(team: "service", priority: 3): 3])
    }
  }

  @Test func `the row tells the story of an escalation`() throws {
    try withStore { store in
      var desk = StoredDesk(store)
      let id = try desk.queue("c1")
      #expect(id == 1)
      desk.now += 60
      try desk.take(.claimed(by: "lin"), in: "c1")
      #expect(try store.read { try $0.load(of: "lin") } == 1)
      #expect(try store.read { try $0.chats(heldBy: "lin").map(\.escalation?.escalation) } == [1])
      desk.now += 60
      try desk.take(.resolved(by: "lin", outcome: "solved", label: "ship.fee"), in: "c1")
      #expect(try store.read { try $0.escalation(1)?.status } == "resolved")
      #expect(try store.read { try $0.load(of: "lin") } == 0)
      #expect(try desk.waiting() == [])
    }
  }

  @Test func `unread counts since the agent last wrote`() throws {
    try withStore { store in
      var desk = StoredDesk(store)
      try desk.queue("c1")
      try desk.take(.claimed(by: "lin"), in: "c1")
      try desk.take(.agentSaid("hello", by: "lin"), in: "c1")
      try desk.take(.said("one", more: false), in: "c1")
      try desk.take(.said("two", more: false), in: "c1")
      #expect(try store.read { try $0.chats(heldBy: "lin").map(\.unread) } == [2])
    }
  }

  // MARK: Timers and reasons

  @Test func `timers come due in their order`() throws {
    try withStore { store in
      var desk = StoredDesk(store)
      try desk.take(.opened, in: "c1")
      desk.now += 10
      try desk.take(.opened, in: "c2")
      let day = 86_400.0
      let (none, due, next) = try store.write("test") { transaction in
        (
          try transaction.dueTimers(at: StoredDesk.start + day - 1, limit: 10).count,
          try transaction.dueTimers(at: StoredDesk.start + day + 10, limit: 10).map(\.chat),
          try transaction.nextTimer()
        )
      }
      #expect(none == 0)
      #expect(due == ["c1", "c2"])
      #expect(next == StoredDesk.start + day)
    }
  }

  @Test func `why a message was said is found by its seq`() throws {
    try withStore { store in
      var desk = StoredDesk(store)
      try desk.queue("c1")
      let turn = try #require(try store.read { try $0.turn(of: "c1", seq: 3) })
      #expect(turn.version == "v1")
      #expect(turn.trace.understanding?.intent == "human.request")
      #expect(turn.trace.before.owner == .bot)
      #expect(turn.trace.after.owner == .queue)
      #expect(try store.read { try $0.turn(of: "c1", seq: 4) } == nil)
    }
  }

  @Test func `rules are kept while a chat needs them`() throws {
    try withStore { store in
      try store.write("test") {
        try $0.keepRules("v0", files: Data("old".utf8), at: StoredDesk.start)
        try $0.keepRules("v1", files: Data("new".utf8), at: StoredDesk.start)
      }
      var chat = Chat(id: "c1", language: .english, isLanguageKnown: true, at: StoredDesk.start)
      chat.stack = [Frame(dialog: "d", version: "v0", state: "s")]
      let saved = chat
      let kept = try store.write("test") { transaction in
        try transaction.save(saved, at: StoredDesk.start)
        return try transaction.rulesInUse(besides: "v1").map(\.version)
      }
      #expect(kept == ["v0"])
    }
  }
}
