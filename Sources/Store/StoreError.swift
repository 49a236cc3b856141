import GRDB

/// What went wrong with the data file, for the operator: what was tried, where, and what to do.
package enum StoreError: Error, CustomStringConvertible {
  case cannotOpen(path: String, reason: String)
  /// Another daemon has the data file.
  case inUse(path: String)
  /// The file was written by a newer Parley.
  case newer(path: String)
  /// The file was written by an older Parley, or by another program.
  case older(path: String)
  case notDurable(path: String, synchronous: Int)
  /// A transaction failed; nothing was changed. `code` is SQLite's extended result code.
  case cannotWrite(operation: String, code: Int, reason: String)

  package var description: String {
    switch self {
    case .cannotOpen(let path, let reason):
      "cannot open the data file \(path): \(reason). Check that the folder exists and is writable."
    case .inUse(let path):
      "the data file \(path) is in use by another parley. Stop that one first, or give this one "
        + "its own file with --data."
    case .newer(let path):
      "the data file \(path) was written by a newer parley. Use that version, or a backup from "
        + "before the upgrade."
    case .older(let path):
      "the data file \(path) is not one of this version of parley. Start `parley serve` with it "
        + "once, which brings an older file up to date."
    case .notDurable(let path, let synchronous):
      "the data file \(path) does not sync its commits (synchronous=\(synchronous), wanted 2 = "
        + "FULL). Refusing to run without durability."
    case .cannotWrite(let operation, let code, let reason):
      "cannot write (\(operation)): SQLite \(code): \(reason)."
        + advice
    }
  }

  private var advice: String {
    if isBusy { return " Another program keeps the file locked: end it, and try again." }
    guard isStorageFull else { return "" }
    return " Free space on the disk or make the file writable; parley goes on by itself then."
  }

  private var isBusy: Bool {
    guard case .cannotWrite(_, let code, _) = self else { return false }
    return [.SQLITE_BUSY, .SQLITE_LOCKED].contains(ResultCode(rawValue: CInt(code & 0xff)))
  }

  /// Wraps what SQLite says about a failed write.
  package init(writing operation: String, _ error: any Error) {
    if let error = error as? DatabaseError {
      self = .cannotWrite(
        operation: operation, code: Int(error.extendedResultCode.rawValue),
        reason: error.message ?? "no message")
    } else {
      self = .cannotWrite(operation: operation, code: 0, reason: "\(error)")
    }
  }

  /// Whether the disk or the file, and not the request, is to blame: trying again may help.
  package var isStorageFull: Bool {
    guard case .cannotWrite(_, let code, _) = self else { return false }
    let primary = ResultCode(rawValue: CInt(code & 0xff))
    return [
      .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_BUSY,
      .SQLITE_LOCKED, .SQLITE_NOMEM,
    ].contains(primary)
  }
}
