package import LineProtocol
package import Understanding

/// What `dialogs/_settings.yaml` says: the shop's own numbers and choices.
package struct ShopSettings: Equatable, Sendable {
  /// A team of agents; escalations name it.
  package struct Team: Equatable, Sendable {
    package var name: String
    /// The priority of its escalations where the dialog gives none: 1 first, 5 last.
    package var priority: Int
    /// How long until a person should have answered.
    package var firstReplySeconds: Double

    package init(name: String, priority: Int = 3, firstReplySeconds: Double = 300) {
      self.name = name
      self.priority = priority
      self.firstReplySeconds = firstReplySeconds
    }
  }

  package var shopName: String
  /// The languages the shop answers in; the first is its default.
  package var languages: [Language]
  /// An IANA name, as in `Asia/Shanghai`; dates in texts are written in it.
  package var timeZone: String
  package var thresholds: Thresholds
  /// Consecutive misses after which a person takes over.
  package var noMatchLimit: Int
  package var teams: [Team]
  /// The team for hand-offs that name none: misses, requests for a person.
  package var defaultTeam: String
  /// What a button means where its state has no transition for it: button id → intent.
  package var buttonIntents: [String: String]
  /// What customers mostly want: offered where nothing likelier is known.
  package var guesses: [String]
  /// Numbers the shop's rules rest on; `policy.<name>` in conditions and texts.
  package var policy: [String: JSONValue]
  /// Silence in a waiting dialog after which the bot asks once whether the customer is there.
  package var noInputSeconds: Double
  /// Silence after which a chat closes.
  package var idleSeconds: Double
  /// How long an agent may leave a claimed chat unanswered before it returns to the queue.
  package var claimSeconds: Double
  /// How long an agent whose connection dropped keeps the chats.
  package var graceSeconds: Double
  /// How long the parts of one burst may lie apart (`more: true`).
  package var burstSeconds: Double
  /// Order numbers of this shop: `#` is a digit, letters stand for themselves.
  package var orderNumberShapes: [String]

  package init(
    shopName: String = "", languages: [Language] = [.english], timeZone: String = "UTC",
    thresholds: Thresholds = Thresholds(), noMatchLimit: Int = 3, teams: [Team] = [],
    defaultTeam: String = "service", buttonIntents: [String: String] = [:],
    guesses: [String] = [], policy: [String: JSONValue] = [:], noInputSeconds: Double = 300,
    idleSeconds: Double = 86_400,
    claimSeconds: Double = 180, graceSeconds: Double = 120, burstSeconds: Double = 5,
    orderNumberShapes: [String] = []
  ) {
    self.shopName = shopName
    self.languages = languages
    self.timeZone = timeZone
    self.thresholds = thresholds
    self.noMatchLimit = noMatchLimit
    self.teams = teams
    self.defaultTeam = defaultTeam
    self.buttonIntents = buttonIntents
    self.guesses = guesses
    self.policy = policy
    self.noInputSeconds = noInputSeconds
    self.idleSeconds = idleSeconds
    self.claimSeconds = claimSeconds
    self.graceSeconds = graceSeconds
    self.burstSeconds = burstSeconds
    self.orderNumberShapes = orderNumberShapes
  }
}
