import Foundation
import LineProtocol

/// A chat as a terminal shows it: bubbles, numbered buttons, and a prompt where somebody types.
struct ChatScreen {
  /// The buttons under the last bubble, in their order; their numbers are what one types.
  private(set) var buttons: [(id: String, text: String)] = []
  private let ink: Ink
  private let showsPrompt: Bool

  init(ink: Ink, showsPrompt: Bool) {
    self.ink = ink
    self.showsPrompt = showsPrompt
  }

  mutating func show(
    from speaker: String, name: String?, text: String, buttons: [(id: String, text: String)]
  ) {
    let label: String
    switch speaker {
    case "bot": label = ink(.cyan, "bot")
    case "agent": label = ink(.green, name ?? "agent")
    case "customer": label = ink(.bold, "you")
    default: label = ink(.yellow, "·")
    }
    erasePrompt()
    let lines = PlainText.shown(text).split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      Output.line(index == 0 ? "\(label)  \(line)" : "     \(line)")
    }
    if speaker != "customer" { self.buttons = buttons }
    guard !buttons.isEmpty else { return }
    let row = buttons.enumerated().map {
      ink(.dim, "[\($0.offset + 1)]") + " " + PlainText.shown($0.element.text)
    }
    Output.line("     " + row.joined(separator: "   "))
  }

  func note(_ text: String) {
    erasePrompt()
    Output.line(ink(.dim, "     " + PlainText.shown(text)))
  }

  /// What is typed presses a button where it is the number of one that stands there.
  func button(for line: String) -> String? {
    guard let number = Int(line.trimmingCharacters(in: .whitespaces)), number > 0,
      buttons.indices.contains(number - 1)
    else { return nil }
    return buttons[number - 1].id
  }

  func prompt() {
    if showsPrompt { Output.text(ink(.bold, "> ")) }
  }

  /// Whatever is said while somebody could type begins at the start of the line.
  private func erasePrompt() {
    if showsPrompt { Output.text("\r\u{1B}[K") }
  }
}
