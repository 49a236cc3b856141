import LineProtocol

/// What an agent typed.
enum AgentCommand: Equatable {
  case claim(Int?)
  case say(String)
  case note(String)
  case giveBack(state: String?, slots: [String: JSONValue])
  case release
  case resolve(outcome: String, label: String?)
  case list
  case chats
  case history
  /// A chat's id, or its place in /chats.
  case change(String)
  case help
  case quit
  /// Not understood: how it is written.
  case usage(String)

  static let manual = """
    claim           takes the first chat that waits; claim 12 takes number 12
    words           go to the customer of the chat you are in
    /note WORDS     a note for other agents
    /return [dialog.state [slot=value …]]   back to the bot
    /release        back to the front of the queue
    /resolve OUTCOME [LABEL]   settled; the label is what the customer wanted
    /list           who waits        /chats     what you hold
    /switch CHAT    to another chat  /history   what was said here
    /quit           leaves; your chats return to the queue after the grace time
    """

  /// Nil for an empty line.
  init?(_ line: String) {
    let words = line.split(separator: " ").map(String.init)
    guard let first = words.first else { return nil }
    let rest = line.drop { $0 == " " }.dropFirst(first.count).drop { $0 == " " }
    switch first {
    case "claim", "/claim":
      if words.count == 1 {
        self = .claim(nil)
      } else if words.count == 2, let number = Int(words[1]) {
        self = .claim(number)
      } else if first == "/claim" {
        self = .usage("claim, or claim 12")
      } else {
        self = .say(line)
      }
    case "/note": self = rest.isEmpty ? .usage("/note WORDS") : .note(String(rest))
    case "/return":
      guard let slots = Self.slots(words.dropFirst(2)) else {
        self = .usage("/return dialog.state slot=value")
        return
      }
      self = .giveBack(state: words.count > 1 ? words[1] : nil, slots: slots)
    case "/release": self = .release
    case "/resolve":
      self =
        words.count > 1
        ? .resolve(outcome: words[1], label: words.count > 2 ? words[2] : nil)
        : .usage("/resolve OUTCOME [LABEL]")
    case "/list": self = .list
    case "/chats": self = .chats
    case "/history": self = .history
    case "/switch": self = words.count == 2 ? .change(words[1]) : .usage("/switch CHAT")
    case "/help": self = .help
    case "/quit": self = .quit
    case _ where first.hasPrefix("/"): self = .usage("/help lists the commands")
    default: self = .say(line)
    }
  }

  private static func slots(_ words: ArraySlice<String>) -> [String: JSONValue]? {
    var slots: [String: JSONValue] = [:]
    for word in words {
      guard let separator = word.firstIndex(of: "="), separator > word.startIndex else {
        return nil
      }
      slots[String(word[..<separator])] = .string(String(word[word.index(after: separator)...]))
    }
    return slots
  }
}
