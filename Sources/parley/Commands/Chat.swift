import ArgumentParser
import Foundation
import Transcripts
import Understanding

/// `parley chat`: a customer's side of a chat, in a terminal.
struct Chat: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Talks to the bot, in memory or through the running daemon.",
    discussion: """
      With --socket the daemon answers, and agents do; without it the bot of --bot, in memory. \
      Typing a button's number presses it; /quit ends. Also works in a pipe.

        parley chat
        parley chat --backend orders.chat --language zh-Hant --explain
        parley chat --socket run/parley.sock
        printf 'where is my parcel?\\n' | parley chat --socket run/parley.sock
      """)

  @OptionGroup var bot: BotOption
  @Option(help: "Talk through the daemon at this socket.") var socket: String?
  @OptionGroup var language: LanguageOption
  @Flag(help: "Show after each turn why the bot did what it did.") var explain = false
  @Option(
    help: ArgumentHelp(
      "In memory: answer backend calls by the backend lines of this transcript.",
      valueName: "file.chat"))
  var backend: String?
  @Option(name: .customLong("chat"), help: "With --socket: go on with the chat of this id.")
  var chatID: String?

  func validate() throws {
    if socket != nil, backend != nil {
      throw ValidationError("--backend is for chats in memory; the daemon has its own backends.")
    }
    if socket == nil, chatID != nil { throw ValidationError("--chat needs --socket.") }
  }

  func run() throws {
    let input = LineInput()
    let screen = ChatScreen(ink: .output, showsPrompt: input.isTerminal)
    if let socket {
      var session = SocketChat(
        client: try SocketClient(path: socket), screen: screen, explains: explain)
      try session.open(chatID, language: language.language)
      try session.run(input)
    } else {
      var session = MemoryChat(
        bot: try bot.load(), language: language.language, stubs: try stubs(), screen: screen,
        explains: explain)
      try session.run(input)
    }
  }

  private func stubs() throws -> BackendStubs {
    guard let backend else { return BackendStubs() }
    let reading = ScriptDirectory.read(backend)
    guard let script = reading.script else {
      throw OperatorError(Findings.text(reading))
    }
    return BackendStubs(script.stubs)
  }
}
