import Dialogs
import Understanding

/// Sees to it that no word stands in two concepts: which of them a sentence is about would hang on
/// the order of their names.
struct ConceptCheck {
  private struct Place {
    var concept: String
    var form: ExampleSentence
  }

  private let draft: BotDraft
  private let log: FindingLog

  init(_ draft: BotDraft, log: FindingLog) {
    self.draft = draft
    self.log = log
  }

  func run() {
    var known: [String: Place] = [:]
    var knownPlain: [String: Place] = [:]
    for concept in draft.concepts {
      for form in concept.forms {
        let text = Normalizer().normalize(form.template)
        let place = Place(concept: concept.definition.name, form: form)
        if let first = known[text.string] {
          reportTwice(place, first)
        } else if let first = knownPlain[text.plainString], first.concept != place.concept,
          form.language == .vi || first.form.language == .vi
        {
          log.warning(
            .duplicateSentence, at: form.location,
            "without its marks this reads like “\(first.form.template)” of "
              + "`\(first.concept)`, in line \(first.form.location.line); write a longer phrase")
        }
        known[text.string] = known[text.string] ?? place
        knownPlain[text.plainString] = knownPlain[text.plainString] ?? place
      }
    }
  }

  private func reportTwice(_ place: Place, _ first: Place) {
    let line = first.form.location.line
    if place.concept != first.concept {
      log.error(
        .duplicateSentence, at: place.form.location,
        "this is also a word of `\(first.concept)`, in line \(line); "
          + "it can belong to one concept only")
    } else if place.form.language == first.form.language {
      log.warning(
        .duplicateSentence, at: place.form.location,
        "this word is there already, in line \(line)")
    }
  }
}
