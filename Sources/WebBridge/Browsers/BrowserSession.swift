/// What a browser's WebSocket is about: a customer's chat, or an agent's desk.
///
/// All of it runs on the event loop of the connection.
protocol BrowserSession: AnyObject {
  /// Whether so much is under way for this browser that nothing more is read from it.
  var isBusy: Bool { get }

  /// A whole text message came.
  func receive(_ text: [UInt8])

  /// The browser takes something again after it had not.
  func resume()

  /// The connection is gone.
  func end()
}
