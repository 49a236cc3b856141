import Foundation

/// Standard input, line by line, for a program that waits for other things, too.
struct LineInput {
  /// A person's line is longer than this only by mistake.
  private static let limit = 1_048_576

  let descriptor = STDIN_FILENO
  private(set) var isAtEnd = false
  private var bytes: [UInt8] = []

  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// The next complete line; the last one may lack its line end.
  mutating func next() -> String? {
    if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
      var line = bytes[..<end]
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      let text = String(decoding: line, as: UTF8.self)
      bytes.removeSubrange(...end)
      return text
    }
    guard isAtEnd || bytes.count > Self.limit, !bytes.isEmpty else { return nil }
    defer { bytes = [] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads what is there; waits only if nothing is.
  mutating func fill() {
    var piece = [UInt8](repeating: 0, count: 16_384)
    let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { return }
    guard count > 0 else {
      isAtEnd = true
      return
    }
    bytes.append(contentsOf: piece[..<count])
  }
}
