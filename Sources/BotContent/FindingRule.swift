/// The kinds of findings; the raw values are stable, for scripts that read `check --json`.
package enum FindingRule: String, CaseIterable, Sendable {
  // What stands in the file is no text, or no YAML that we take.
  case encoding
  case tooLarge = "too-large"
  case yaml
  case nesting
  case anchor
  case alias
  case tag
  case mergeKey = "merge-key"
  case lostComment = "lost-comment"

  // The shape of a file.
  case unknownFile = "unknown-file"
  case missingFile = "missing-file"
  case fileName = "file-name"
  case unknownKey = "unknown-key"
  case duplicateKey = "duplicate-key"
  case missingKey = "missing-key"
  case wrongType = "wrong-type"
  case wrongValue = "wrong-value"
  case empty

  // Names and the small languages inside strings.
  case unknownName = "unknown-name"
  case duplicateName = "duplicate-name"
  case template
  case pattern
  case condition
  case textTemplate = "text-template"
  case missingText = "missing-text"

  // What the rules mean together.
  case duplicateSentence = "duplicate-sentence"
  case singleKeyword = "single-keyword"
  case nearMiss = "near-miss"
  case twoDialogs = "two-dialogs"
  case unusedIntent = "unused-intent"
  case unreachableState = "unreachable-state"
  case noExit = "no-exit"
  case loop
}
