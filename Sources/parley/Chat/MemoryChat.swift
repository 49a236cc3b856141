import Dialogs
import Foundation
import LineProtocol
import Transcripts
import Understanding

/// A chat with the bot in memory, by the real clock.
struct MemoryChat {
  private var desk: InMemoryDesk
  private var screen: ChatScreen
  private let explains: Bool

  init(
    bot: Bot, language: Language?, stubs: BackendStubs, screen: ChatScreen, explains: Bool
  ) {
    desk = InMemoryDesk(
      library: BotLibrary(current: bot), chat: "terminal", language: language, stubs: stubs,
      at: Date())
    self.screen = screen
    self.explains = explains
  }

  mutating func run(_ input: LineInput) throws {
    var input = input
    show(desk.open())
    screen.prompt()
    while true {
      while let line = input.next() {
        guard line != "/quit" else { return }
        show(desk.advance(to: Date()))
        hear(line)
        if !input.isTerminal { try waitForAnswer() }
        screen.prompt()
      }
      if input.isAtEnd { return }
      let wait = desk.nextDue.map { max(0, $0.timeIntervalSinceNow) }
      let ready = try SocketWait.isReadable(
        [input.descriptor], until: wait.map { .now + .seconds(min($0, 3_600)) })
      if ready[0] { input.fill() }
      show(desk.advance(to: Date()))
    }
  }

  private mutating func hear(_ line: String) {
    if line.trimmingCharacters(in: .whitespaces).isEmpty { return }
    let event: ChatEvent =
      screen.button(for: line).map { .pressed(button: $0) } ?? .said(line, more: false)
    show(desk.take(event))
  }

  /// In a pipe the next line must not overtake the answer to the last one.
  private mutating func waitForAnswer() throws {
    while desk.chat.pendingCall != nil, let due = desk.nextDue {
      _ = try SocketWait.isReadable([], until: .now + .seconds(max(0, due.timeIntervalSinceNow)))
      show(desk.advance(to: Date()))
    }
  }

  private mutating func show(_ outcome: DeskOutcome) {
    for message in outcome.spoken {
      screen.show(
        from: message.from.rawValue, name: message.name, text: message.text,
        buttons: message.buttons.map { ($0.id, $0.text) })
    }
    if let refusal = outcome.refusal { screen.note(refusal.explanation) }
    guard explains else { return }
    for turn in outcome.turns {
      for line in TurnReport(turn.trace).lines { screen.note(line) }
    }
  }
}
