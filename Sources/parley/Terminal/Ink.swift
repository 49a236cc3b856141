import Foundation

/// Colours, where a person looks at them: on a terminal, unless `NO_COLOR` is set.
struct Ink {
  enum Colour: String {
    case dim = "2"
    case bold = "1"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case blue = "34"
    case magenta = "35"
    case cyan = "36"
  }

  private let isOn: Bool

  init(isOn: Bool) { self.isOn = isOn }

  static let output = Ink(
    isOn: isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil)

  func callAsFunction(_ colour: Colour, _ text: String) -> String {
    isOn ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }
}
