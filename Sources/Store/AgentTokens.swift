import Dialogs
package import Foundation
import GRDB

/// The agents' tokens, for a program that writes them beside the daemon.
///
/// The one exception to "the daemon alone writes": a transaction of one row, over in milliseconds,
/// for which the daemon's next round waits. It never brings a file of another version up to date,
/// and makes a file only where no daemon runs. See docs/decisions/0008.
package struct AgentTokens: Sendable {
  /// How long the daemon or somebody else may keep the file locked.
  private static let busySeconds = 5.0
  /// How often it is looked whether a daemon that is just starting is done with the schema.
  private static let pause = 0.05

  private enum State {
    /// Missing, or without a table.
    case empty
    case ours
    case older
    case newer
  }

  package let path: String
  private let patience: Double

  /// `patience`: how many seconds a daemon may take that is bringing the file up to date.
  package init(path: String, patience: Double = 5) {
    self.path = path
    self.patience = patience
  }

  /// Gives the agent this token, and no other any more; makes the data file where there is none.
  package func set(_ hash: String, of agent: String) throws(StoreError) {
    try waitUntilOurs()
    try write("token") { db in
      try db.execute(
        sql: """
          INSERT INTO agents (name, token_hash) VALUES (?1, ?2)
          ON CONFLICT (name) DO UPDATE SET token_hash = ?2, revoked_at = NULL
          """,
        arguments: [agent, hash])
    }
  }

  /// Ends the agent's token; false where the agent has none.
  package func revoke(_ agent: String, at now: Date) throws(StoreError) -> Bool {
    guard FileManager.default.fileExists(atPath: path) else {
      throw .cannotOpen(path: path, reason: "there is no such file")
    }
    try waitUntilOurs()
    return try write("token") { db in
      try db.execute(
        sql: """
          UPDATE agents SET revoked_at = ?
          WHERE name = ? AND token_hash IS NOT NULL AND revoked_at IS NULL
          """,
        arguments: [Timestamp.text(now), agent])
      return db.changesCount > 0
    }
  }

  // MARK: The file

  private func waitUntilOurs() throws(StoreError) {
    let deadline = Date() + patience
    while true {
      let state = try state()
      switch state {
      case .ours: return
      case .newer: throw .newer(path: path)
      case .empty, .older:
        do throws(StoreError) {
          try makeReady(state)
        } catch {
          guard case .inUse = error else { throw error }
          // Who has the file may be a daemon at its start: what it lacks is on its way.
          guard Date() < deadline else { throw state == .older ? .older(path: path) : error }
          Thread.sleep(forTimeInterval: Self.pause)
        }
      }
    }
  }

  /// Makes an empty file ours; throws `inUse` where a daemon has it.
  private func makeReady(_ state: State) throws(StoreError) {
    guard state == .empty else {
      _ = try DataFileLock(path: path)
      throw .older(path: path)
    }
    do {
      try FileManager.default.createDirectory(
        at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
      try ChatStore(path: path).close()
    } catch let error as StoreError {
      throw error
    } catch {
      throw .cannotOpen(path: path, reason: "\(error)")
    }
  }

  /// Looks without touching.
  private func state() throws(StoreError) -> State {
    var status = stat()
    guard stat(path, &status) == 0, status.st_size > 0 else { return .empty }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(Self.busySeconds)
      return try DatabaseQueue(path: path, configuration: configuration).read(Self.state)
    } catch {
      throw .cannotOpen(path: path, reason: "\(error)")
    }
  }

  private static func state(_ db: Database) throws -> State {
    let migrator = Migrations.migrator
    if try migrator.hasBeenSuperseded(db) { return .newer }
    if try migrator.hasCompletedMigrations(db) { return .ours }
    let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
    return isEmpty ? .empty : .older
  }

  /// One transaction, synced to the disk when this returns.
  private func write<Value>(
    _ operation: String, _ body: (Database) throws -> Value
  ) throws(StoreError) -> Value {
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(Self.busySeconds)
      configuration.prepareDatabase { db in
        try db.execute(sql: "PRAGMA synchronous = FULL")
        // Moving the daemon's log into the file is the daemon's, and would take long.
        try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
      }
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      return try queue.inDatabase { db in
        var value: Value?
        try db.inTransaction(.immediate) {
          // Another version may have begun since it was looked at.
          guard try Self.state(db) == .ours else { throw StoreError.newer(path: path) }
          value = try body(db)
          return .commit
        }
        guard let value else { throw DatabaseError(message: "the transaction gave no value") }
        return value
      }
    } catch let error as StoreError {
      throw error
    } catch {
      throw StoreError(writing: operation, error)
    }
  }
}
