import ArgumentParser
import WebBridge

/// What a bridge is told beside its address, in a process of its own or in the daemon's.
struct BrowserOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where browsers find it behind a proxy: https://chat.example.com.", valueName: "url"))
  var publicURL: String?
  @Option(
    help: ArgumentHelp(
      "The origin of a page that embeds the widget: https://shop.example.com. May be repeated.",
      valueName: "url"))
  var origin: [String] = []
  @Flag(help: "Take a browser's address from the proxy's X-Forwarded-For.")
  var behindProxy = false
  @Option(
    help: ArgumentHelp(
      "How many connections one address may have; messages and openings in proportion.",
      valueName: "n"))
  var perAddress = BridgeLimits().perAddress
  @Option(
    help: ArgumentHelp(
      "Serve the pages from this folder, to work on them (Sources/WebBridge/Web).",
      valueName: "folder"))
  var pages: String?

  func validate() throws {
    for url in origin + (publicURL.map { [$0] } ?? []) where !BridgeServer.isOrigin(url) {
      throw ValidationError("'\(url)' is no origin; write https://shop.example.com, no path.")
    }
    guard perAddress >= 1 else { throw ValidationError("--per-address is 1 or more.") }
  }

  func configuration(socket: String, address: WebAddress) -> BridgeServer.Configuration {
    var configuration = BridgeServer.Configuration(
      socket: socket, host: address.host, port: address.port)
    configuration.publicURL = publicURL
    configuration.embeddingOrigins = origin
    configuration.isBehindProxy = behindProxy
    configuration.limits.perAddress = perAddress
    configuration.pages = pages
    return configuration
  }
}
