import ArgumentParser

/// Why a command could not run, and the next step; the program ends with 3.
struct OperatorError: Error, Equatable {
  let message: String

  init(_ message: String) { self.message = message }
}

extension ExitCode {
  /// What was checked does not hold.
  static let doesNotHold = ExitCode(1)
}
