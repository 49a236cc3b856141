import Foundation
import GRDB
import Testing

@testable import Store

@Suite("Agents' tokens")
struct AgentTokensTests {
  private static let now = Date(timeIntervalSince1970: 1_795_392_000)

  private func withPath(_ body: (String) throws -> Void) throws {
    let path = NSTemporaryDirectory() + UUID().uuidString
    defer { removeStore(path) }
    try body(path)
  }

  private func agent(_ store: ChatStore, _ hash: String) throws -> String? {
    try store.read { try $0.agent(withTokenHash: hash) }
  }

  @Test func `a token is set beside a store that is open`() throws {
    try withStore { store in
      let tokens = AgentTokens(path: store.path)
      try tokens.set("h1", of: "lin")
      try tokens.set("h2", of: "mai")
      #expect(try agent(store, "h1") == "lin")
      #expect(try agent(store, "h2") == "mai")
      #expect(try agent(store, "h3") == nil)
      #expect(try store.read { try $0.isGood(tokenHash: "h1", of: "lin") })
      #expect(try !store.read { try $0.isGood(tokenHash: "h1", of: "mai") })
    }
  }

  @Test func `a new one takes the place of the old`() throws {
    try withStore { store in
      let tokens = AgentTokens(path: store.path)
      try tokens.set("old", of: "lin")
      try tokens.set("new", of: "lin")
      #expect(try agent(store, "old") == nil)
      #expect(try !store.read { try $0.isGood(tokenHash: "old", of: "lin") })
      #expect(try agent(store, "new") == "lin")
    }
  }

  @Test func `a revoked one is good no more, until there is a new one`() throws {
    try withStore { store in
      let tokens = AgentTokens(path: store.path)
      #expect(try !tokens.revoke("lin", at: Self.now))
      try tokens.set("h", of: "lin")
      #expect(try tokens.revoke("lin", at: Self.now))
      #expect(try agent(store, "h") == nil)
      #expect(try !store.read { try $0.isGood(tokenHash: "h", of: "lin") })
      #expect(try !tokens.revoke("lin", at: Self.now))
      let revokedAt = try DatabaseQueue(path: store.path).read {
        try String.fetchOne($0, sql: "SELECT revoked_at FROM agents")
      }
      #expect(revokedAt == "2026-11-23T00:00:00.000Z")
      try tokens.set("h", of: "lin")
      #expect(try agent(store, "h") == "lin")
    }
  }

  @Test func `an agent's status and token leave each other alone`() throws {
    try withStore { store in
      let tokens = AgentTokens(path: store.path)
      let row = AgentRow(name: "lin", state: "busy", capacity: 2, skills: ["vi"])
      try store.write("test") { try $0.save(row) }
      try tokens.set("h", of: "lin")
      #expect(try store.read { try $0.agent("lin") } == row)
      try store.write("test") { try $0.save(AgentRow(name: "lin")) }
      #expect(try agent(store, "h") == "lin")
    }
  }

  @Test func `a file that is missing or empty is made, for its owner only`() throws {
    try withPath { path in
      try AgentTokens(path: path).set("h", of: "lin")
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect(mode as? Int == 0o600)
      #expect(try agent(ChatStore(path: path), "h") == "lin")
    }
    try withPath { path in
      try Data().write(to: URL(filePath: path))
      try AgentTokens(path: path).set("h", of: "lin")
      #expect(try agent(ChatStore(path: path), "h") == "lin")
    }
  }

  @Test func `revoking makes no file`() throws {
    try withPath { path in
      let error = #expect(throws: StoreError.self) {
        try AgentTokens(path: path).revoke("lin", at: Self.now)
      }
      #expect(error?.description.contains("there is no such file") == true)
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test func `a file of another version is refused and left alone`() throws {
    for (change, word) in [
      ("INSERT INTO grdb_migrations VALUES ('999 from the future')", "newer"),
      ("DELETE FROM grdb_migrations", "parley serve"),
    ] {
      try withStore { store in
        try store.close()
        try DatabaseQueue(path: store.path).write { try $0.execute(sql: change) }
      } then: { path in
        let error = #expect(throws: StoreError.self) {
          try AgentTokens(path: path, patience: 0).set("h", of: "lin")
        }
        #expect(error?.description.contains(word) == true)
        let count = try DatabaseQueue(path: path).read {
          try Int.fetchOne($0, sql: "SELECT count(*) FROM agents")
        }
        #expect(count == 0)
      }
    }
  }

  @Test func `a daemon that is still making the file is waited for, but not for ever`() throws {
    try withPath { path in
      let descriptor = open(path, O_RDWR | O_CREAT, 0o600)
      #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
      let error = #expect(throws: StoreError.self) {
        try AgentTokens(path: path, patience: 0.1).set("h", of: "lin")
      }
      #expect(error?.description.contains("in use") == true)
      let freed = Thread { close(descriptor) }
      freed.start()
      try AgentTokens(path: path, patience: 20).set("h", of: "lin")
      #expect(try agent(ChatStore(path: path), "h") == "lin")
    }
  }
}
