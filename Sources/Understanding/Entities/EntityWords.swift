/// All words that are entities by themselves: days, colours, and the values of the shop's lists,
/// found in one pass.
struct EntityWords: Sendable {
  /// What a phrase's number stands for.
  private enum Meaning: Sendable {
    case day(RelativeDay)
    case colour(Int)
    case value(list: String, value: String)
  }

  /// What one text has of them, each in the order of the text.
  struct Found {
    var days: [(meaning: RelativeDay, range: Range<Int>)] = []
    var colours: [(name: Int, range: Range<Int>)] = []
    var values: [EntityFinding] = []
  }

  private var phrases = PhraseTable()
  private var meanings: [Meaning] = []

  init(_ lists: [ListEntity]) {
    for (meaning, words) in RelativeDay.names { add(words, .day(meaning)) }
    for (number, name) in ColourRecognizer.names.enumerated() { add(name.words, .colour(number)) }
    for list in lists {
      for value in list.values {
        add([value.value] + value.forms, .value(list: list.name, value: value.value))
      }
    }
  }

  private mutating func add(_ words: [String], _ meaning: Meaning) {
    for word in words { phrases.insert(word, as: meanings.count) }
    meanings.append(meaning)
  }

  /// Days and colours longest first from the left; of the lists whatever there is.
  func found(in context: EntityContext) -> Found {
    let matches = phrases.matches(
      in: context.scalars, withoutMarks: context.language == .vietnamese)
    context.steps += matches.count
    var found = Found()
    if matches.isEmpty { return found }
    let days = matches.filter { if case .day = meanings[$0.phrase] { true } else { false } }
    for match in PhraseTable.longest(of: days) {
      if case .day(let meaning) = meanings[match.phrase] {
        found.days.append((meaning, match.range))
      }
    }
    let colours = matches.filter { if case .colour = meanings[$0.phrase] { true } else { false } }
    for match in PhraseTable.longest(of: colours) {
      if case .colour(let name) = meanings[match.phrase] {
        found.colours.append((name, match.range))
      }
    }
    for match in matches {
      guard case .value(let list, let value) = meanings[match.phrase] else { continue }
      found.values.append(
        EntityFinding(type: list, value: value, range: match.range, origin: .list))
    }
    return found
  }
}
