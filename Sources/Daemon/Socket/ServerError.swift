/// Why the daemon could not take up its socket, for the operator: what failed, and what to do.
package enum ServerError: Error, Equatable, CustomStringConvertible {
  case socketTaken(String)
  case socketPath(String, String)

  package var description: String {
    switch self {
    case .socketTaken(let path):
      "A daemon already answers on \(path). Stop it, or give this one another --socket."
    case .socketPath(let path, let problem):
      "The socket \(path) cannot be made: \(problem)."
    }
  }
}
