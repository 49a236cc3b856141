/// The bot's own words outside dialogs: keys that group `common` must have in every language.
///
/// Each case says when it is said and what its template may use besides `shop.name` and `policy`.
package enum SystemText: String, CaseIterable, Sendable {
  /// A chat opens.
  case greeting
  /// First miss: ask to say it differently.
  case rephrase
  /// Second miss: the best guesses follow as buttons.
  case guesses
  /// Two intents are close; they follow as buttons.
  case clarify
  /// A person takes over: `{{position}}`, `{{minutes}}`.
  case handOff = "hand_off"
  /// The third miss: apology, then the hand-off.
  case giveUp = "give_up"
  /// The customer asks again while waiting: `{{position}}`, `{{minutes}}`.
  case stillWaiting = "still_waiting"
  /// The customer no longer wants a person.
  case queueLeft = "queue_left"
  /// An agent has taken the chat: `{{agent}}`.
  case agentJoined = "agent_joined"
  /// The agent handed the chat back to the bot.
  case agentReturned = "agent_returned"
  /// The agent is gone; the chat waits again: `{{position}}`, `{{minutes}}`.
  case agentLeft = "agent_left"
  /// Back to the form after a question in between.
  case resume
  /// The customer stopped what was going on.
  case stopped
  /// "Yes" after that: nothing was done, and the question that was left follows again.
  case nothingChanged = "nothing_changed"
  /// Two orders in one message: the first is looked at, the other is to be named again.
  case oneAtATime = "one_at_a_time"
  /// Nothing is going on that could be stopped or gone back in.
  case nothingOpen = "nothing_open"
  /// "Why do you need that?" where the slot has no answer of its own.
  case whyDefault = "why_default"
  /// The language has been switched.
  case languageSwitched = "language_switched"
  /// Which language? The shop's languages follow as buttons.
  case whichLanguage = "which_language"
  case abuseWarning = "abuse_warning"
  /// "Hello? Anybody there?" while the bot has the chat.
  case hereIAm = "here_i_am"
  /// Silence in the middle of a dialog.
  case stillThere = "still_there"
  /// "OK", "yes" or "no" when nothing was asked.
  case acknowledged
  /// Something inside failed; a person takes over.
  case trouble
  /// The chat is closed.
  case closed

  /// Whether a bot does without it.
  package var isOptional: Bool { self == .nothingChanged || self == .oneAtATime }
}
