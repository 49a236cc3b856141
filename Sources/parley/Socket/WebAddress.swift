import ArgumentParser

/// `HOST:PORT`, as in `127.0.0.1:8080` or `[::1]:8080`; a port alone means this machine only.
struct WebAddress: ExpressibleByArgument {
  let host: String
  let port: Int

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard let last = parts.last, let port = UInt16(last) else { return nil }
    var host = parts.dropLast().joined(separator: ":")
    if host.hasPrefix("[") {
      guard host.hasSuffix("]") else { return nil }
      host = String(host.dropFirst().dropLast())
    }
    self.host = host.isEmpty ? "127.0.0.1" : host
    self.port = Int(port)
  }
}

extension WebAddress: CustomStringConvertible {
  static let standard = WebAddress(host: "127.0.0.1", port: 8_080)

  private init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  var description: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}
