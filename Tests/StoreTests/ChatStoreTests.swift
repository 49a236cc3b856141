import Dialogs
import Foundation
import GRDB
import LineProtocol
import Store
import Testing

@Suite("Chat store: the file")
struct ChatStoreTests {
  @Test func `commits are synced`() throws {
    try withStore { store in
      #expect(try store.durability() == 2)
      let journal = try store.read { _ in
        try DatabaseQueue(path: store.path).read {
          try String.fetchOne($0, sql: "PRAGMA journal_mode")
        }
      }
      #expect(journal == "wal")
    }
  }

  @Test func `a second daemon on the same file is refused`() throws {
    try withStore { store in
      let error = #expect(throws: StoreError.self) { try ChatStore(path: store.path) }
      #expect(error?.description.contains("is in use by another parley") == true)
    }
  }

  @Test func `the file is free again when its owner is gone`() throws {
    let path = NSTemporaryDirectory() + UUID().uuidString
    defer { removeStore(path) }
    for _ in 0..<2 {
      let store = try ChatStore(path: path)
      try store.close()
    }
  }

  @Test func `a file of a newer version is refused and left alone`() throws {
    try withStore { store in
      try store.close()
      let queue = try DatabaseQueue(path: store.path)
      try queue.write {
        try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999 from the future')")
      }
      try queue.close()
    } then: { path in
      let error = #expect(throws: StoreError.self) { try ChatStore(path: path) }
      #expect(error?.description.contains("was written by a newer parley") == true)
    }
  }

  @Test func `what is no database says so`() throws {
    let path = NSTemporaryDirectory() + UUID().uuidString
    defer { removeStore(path) }
    try Data(String(repeating: "no database\n", count: 200).utf8).write(to: URL(filePath: path))
    let error = #expect(throws: StoreError.self) { try ChatStore(path: path) }
    #expect(error?.description.hasPrefix("cannot open the data file \(path)") == true)
  }

  @Test func `a transaction that fails has written nothing`() throws {
    struct Broken: Error {}
    try withStore { store in
      var cursor = 0
      #expect(throws: StoreError.self) {
        try store.write("test") { transaction in
          _ = try transaction.event(.closed, [:], of: "c1", cursor: &cursor)
          throw Broken()
        }
      }
      let newest = try store.read { try $0.cursors().newest }
      #expect(newest == 0)
    }
  }

  @Test func `anybody may read while the daemon writes`() throws {
    try withStore { store in
      var desk = StoredDesk(store)
      try desk.take(.opened, in: "c1")
      let other = try DatabaseQueue(path: store.path)
      let texts = try other.read { try String.fetchAll($0, sql: "SELECT text FROM messages") }
      #expect(texts == ["<greeting>"])
    }
  }

  @Test func `the public table has the columns of the contract`() throws {
    try withStore { store in
      let columns = try DatabaseQueue(path: store.path).read {
        try $0.columns(in: "escalations").map(\.name)
      }
      #expect(
        columns == [
          "id", "chat_id", "reason", "team", "priority", "language", "status", "summary",
          "created_at", "due_at", "claimed_by", "claimed_at", "first_reply_at", "resolved_at",
          "outcome", "label",
        ])
    }
  }
}
