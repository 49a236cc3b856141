import Dialogs
import Foundation
import LineProtocol
import Understanding

/// Reads `dialogs/_settings.yaml`.
struct SettingsReader {
  let log: FindingLog

  func read(_ root: ContentNode) -> SettingsDraft? {
    guard let fields = FieldReader(root, of: "the settings file", log: log) else { return nil }
    var draft = SettingsDraft()
    draft.location = root.location
    readShop(fields, &draft)
    readTeams(fields, &draft)
    readTimers(fields, &draft.settings)
    for button in fields.entries("buttons") {
      guard let intent = button.value.reading(log).text() else { continue }
      draft.buttons.append((LocatedText(button.key, at: button.keyLocation), intent))
      draft.settings.buttonIntents[button.key] = intent.text
    }
    draft.guesses = fields.list("guesses")
    draft.settings.guesses = draft.guesses.map(\.text)
    for number in fields.entries("policy") {
      guard let text = number.value.reading(log).text() else { continue }
      draft.settings.policy[number.key] = Self.policyValue(text.text)
    }
    fields.finish()
    return draft
  }

  /// `7` and `0.5` are numbers; `7–14` and `299k` stay as written.
  private static func policyValue(_ text: String) -> JSONValue {
    let isNumber = text.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 || $0 == 45 }
    if isNumber, let whole = Int(text) { return .integer(whole) }
    if isNumber, let number = Double(text) { return .number(number) }
    return .string(text)
  }

  private func readShop(_ fields: FieldReader, _ draft: inout SettingsDraft) {
    if let shop = fields.required("shop").flatMap({ FieldReader($0, of: "`shop`", log: log) }) {
      if let name = shop.requiredText("name") { draft.settings.shopName = name.text }
      shop.finish()
    }
    let tags = fields.required("languages")?.reading(log).texts() ?? []
    for tag in tags {
      guard let language = Language(rawValue: tag.text) else {
        log.error(
          .unknownName, at: tag.location,
          "Parley does not speak `\(tag.text)`; it speaks "
            + Language.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "),
          suggestion: Language(tag: tag.text)?.rawValue
            ?? DidYouMean.closest(to: tag.text, among: Language.allCases.map(\.rawValue)))
        continue
      }
      guard !draft.languages.contains(where: { $0.language == language }) else {
        log.error(.duplicateName, at: tag.location, "`\(tag.text)` is listed twice")
        continue
      }
      draft.languages.append((language, tag.location))
    }
    draft.settings.languages = draft.languages.map(\.language)
    if let node = fields.value("languages"), case .list(let items) = node.value, items.isEmpty {
      log.error(.empty, at: node.location, "a shop needs at least one language")
    }
    if let zone = fields.text("time_zone") {
      draft.settings.timeZone = zone.text
      if TimeZone(identifier: zone.text) == nil {
        log.error(
          .unknownName, at: zone.location,
          "there is no time zone `\(zone.text)`; write it as in `Asia/Shanghai`",
          suggestion: DidYouMean.closest(to: zone.text, among: TimeZone.knownTimeZoneIdentifiers))
      }
    }
    if let node = fields.value("thresholds"),
      let thresholds = FieldReader(node, of: "`thresholds`", log: log)
    {
      if let value = thresholds.number("quantile", in: 0...1) {
        draft.settings.thresholds.quantile = value
      }
      if let value = thresholds.number("clarify_margin", in: 0...1) {
        draft.settings.thresholds.clarifyMargin = value
      }
      thresholds.finish()
    }
    if let limit = fields.integer("no_match_limit", in: 1...10) {
      draft.settings.noMatchLimit = limit
    }
    for shape in fields.list("order_numbers") {
      draft.settings.orderNumberShapes.append(shape.text)
      if !shape.text.contains("#") {
        log.error(
          .wrongValue, at: shape.location,
          "`\(shape.text)` has no `#`, which stands for a digit, as in \"2025#######\"")
      }
    }
  }

  private func readTeams(_ fields: FieldReader, _ draft: inout SettingsDraft) {
    for entry in fields.required("teams")?.reading(log).fields() ?? [] {
      var team = ShopSettings.Team(name: entry.key)
      // `service: {}` and `service:` alone are teams with the usual numbers.
      if entry.value.text != "",
        let values = FieldReader(entry.value, of: "the team `\(entry.key)`", log: log)
      {
        team.priority = values.integer("priority", in: 1...5) ?? team.priority
        team.firstReplySeconds = values.seconds("first_reply") ?? team.firstReplySeconds
        values.finish()
      }
      draft.settings.teams.append(team)
    }
    if let team = fields.requiredText("default_team") {
      draft.settings.defaultTeam = team.text
      draft.defaultTeam = team
    }
  }

  private func readTimers(_ fields: FieldReader, _ settings: inout ShopSettings) {
    settings.noInputSeconds = fields.seconds("no_input") ?? settings.noInputSeconds
    settings.idleSeconds = fields.seconds("idle") ?? settings.idleSeconds
    settings.claimSeconds = fields.seconds("claim") ?? settings.claimSeconds
    settings.graceSeconds = fields.seconds("grace") ?? settings.graceSeconds
    settings.burstSeconds = fields.seconds("burst") ?? settings.burstSeconds
  }
}
