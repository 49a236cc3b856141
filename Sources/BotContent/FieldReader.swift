import Dialogs
import Understanding

/// The keys of one mapping, read one by one; what nobody asked for is an unknown key.
///
/// Each method that finds a wrong value logs it and answers nil, as for a key that is not there,
/// so that a reader goes on and sees the other mistakes.
final class FieldReader {
  let location: SourceLocation
  let log: FindingLog
  /// What the keys describe, as in `the state “shipped”`.
  private let owner: String
  private let fields: [ContentNode.Field]
  private var known: [String] = []

  /// nil where `node` is something else than keys with values.
  init?(_ node: ContentNode, of owner: String, log: FindingLog) {
    guard case .fields(let fields) = node.value else {
      guard node.text != "" else {
        log.error(.empty, at: node.location, "\(owner) takes keys with values; there is nothing")
        return nil
      }
      log.error(.wrongType, at: node.location, "\(owner) takes keys with values, not \(node.kind)")
      return nil
    }
    self.fields = fields
    self.owner = owner
    self.log = log
    location = node.location
  }

  /// The value of a key, whatever its type.
  func value(_ key: String) -> ContentNode? {
    known.append(key)
    return fields.first { $0.key == key }?.value
  }

  func required(_ key: String) -> ContentNode? {
    let value = value(key)
    if value == nil { log.error(.missingKey, at: location, "\(owner) needs the key `\(key)`") }
    return value
  }

  func text(_ key: String) -> LocatedText? { value(key)?.reading(log).text() }
  func requiredText(_ key: String) -> LocatedText? { required(key)?.reading(log).text() }
  func texts(_ key: String) -> [LocatedText] { value(key)?.reading(log).textOrTexts() ?? [] }
  func list(_ key: String) -> [LocatedText] { value(key)?.reading(log).texts() ?? [] }
  func entries(_ key: String) -> [ContentNode.Field] { value(key)?.reading(log).fields() ?? [] }
  func seconds(_ key: String) -> Double? { value(key)?.reading(log).seconds() }
  func flag(_ key: String) -> Bool? { value(key)?.reading(log).flag() }

  func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    value(key)?.reading(log).integer(in: range)
  }

  func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
    value(key)?.reading(log).number(in: range)
  }

  /// Reports the keys that no call above has asked for.
  func finish() {
    for field in fields where !known.contains(field.key) {
      log.error(
        .unknownKey, at: field.keyLocation, "\(owner) has no key `\(field.key)`",
        suggestion: DidYouMean.closest(to: field.key, among: known))
    }
  }
}
