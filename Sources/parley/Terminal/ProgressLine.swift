import Foundation

/// Says what takes so long, in one line that goes away again; on a terminal only.
struct ProgressLine {
  private let isShown = isatty(STDERR_FILENO) == 1

  func show(_ text: String) {
    guard isShown else { return }
    Output.rawError("\r\u{1B}[K\(text) …")
  }

  func clear() {
    guard isShown else { return }
    Output.rawError("\r\u{1B}[K")
  }
}
