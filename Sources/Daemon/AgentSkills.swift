import Understanding

/// What an agent can take: teams and languages; none named means all.
struct AgentSkills {
  private let teams: Set<String>
  private let languages: Set<Language>

  init(_ skills: [String]) {
    var teams: Set<String> = []
    var languages: Set<Language> = []
    for skill in skills {
      switch Language(tag: skill) {
      case nil: teams.insert(skill)
      // A bare `zh` reads both scripts.
      case .simplifiedChinese? where skill.lowercased() == "zh":
        languages.formUnion([.simplifiedChinese, .traditionalChinese])
      case let language?: languages.insert(language)
      }
    }
    self.teams = teams
    self.languages = languages
  }

  func cover(team: String, language: String) -> Bool {
    let knowsTeam = teams.isEmpty || teams.contains(team)
    let speaks = languages.isEmpty || Language(tag: language).map(languages.contains) == true
    return knowsTeam && speaks
  }
}
