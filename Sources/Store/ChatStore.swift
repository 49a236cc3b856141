import Foundation
import GRDB

/// The data file: one SQLite database, one writer, readers at any time.
///
/// WAL, `synchronous=FULL`: what `write` has returned from survives `kill -9` and power loss. The
/// daemon's turn loop is the only writer; anybody may read, this process or another.
package final class ChatStore: Sendable {
  package let path: String
  let pool: DatabasePool
  private let lock: DataFileLock

  /// Opens or creates the file, brings its schema up to date, and makes sure it is ours alone.
  package init(path: String) throws(StoreError) {
    self.path = path
    lock = try DataFileLock(path: path)
    do {
      var configuration = Configuration()
      configuration.maximumReaderCount = 4
      configuration.busyMode = .timeout(5)
      configuration.label = "parley"
      configuration.prepareDatabase { db in
        try db.execute(sql: "PRAGMA foreign_keys = ON")
      }
      guard try !Self.isNewer(path) else { throw StoreError.newer(path: path) }
      pool = try DatabasePool(path: path, configuration: configuration)
      try Migrations.migrator.migrate(pool)
      // DatabasePool sets NORMAL after prepareDatabase has run, so that FULL has to come after it.
      // The pages of a busy day fit into 64 MiB, and are moved out of the log 8,000 at a time.
      try pool.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA synchronous = FULL")
        try $0.execute(sql: "PRAGMA cache_size = -65536")
        try $0.execute(sql: "PRAGMA wal_autocheckpoint = 8000")
      }
    } catch let error as StoreError {
      throw error
    } catch {
      throw .cannotOpen(path: path, reason: "\(error)")
    }
    let synchronous = try durability()
    guard synchronous == 2 else { throw .notDurable(path: path, synchronous: synchronous) }
  }

  /// What `PRAGMA synchronous` says on the writing connection: 2 is FULL.
  package func durability() throws(StoreError) -> Int {
    do {
      return try pool.writeWithoutTransaction {
        try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1
      }
    } catch {
      throw .cannotOpen(path: path, reason: "\(error)")
    }
  }

  /// Runs `body` in one transaction, synced to the disk when this returns.
  ///
  /// Whatever `body` or the commit throws, nothing has been written then.
  package func write<Value>(
    _ operation: String, _ body: (StoreTransaction) throws -> Value
  ) throws(StoreError) -> Value {
    do {
      return try pool.writeWithoutTransaction { db in
        var value: Value?
        try db.inTransaction(.immediate) {
          value = try body(StoreTransaction(db: db))
          return .commit
        }
        guard let value else { throw DatabaseError(message: "the transaction gave no value") }
        return value
      }
    } catch {
      throw StoreError(writing: operation, error)
    }
  }

  /// Reads a consistent view of what is committed; never waits for the writer.
  package func read<Value>(_ body: (StoreReading) throws -> Value) throws -> Value {
    try pool.read { try body(StoreReading(db: $0)) }
  }

  /// Moves what the log holds into the database file, and closes.
  package func close() throws {
    try pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
    try pool.close()
  }

  /// Looks without touching: a file of a newer version must stay as it is.
  private static func isNewer(_ path: String) throws -> Bool {
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    guard let size, size > 0 else { return false }
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    return try queue.read { try Migrations.migrator.hasBeenSuperseded($0) }
  }
}
