import Dialogs
import Understanding

/// Reads `intents/_entities.yaml`.
///
///     entities:
///       reason:                  a list: values with the words for them
///         late: {en: [too late], zh: [太慢了]}
///       tax_number:              codes: the shapes they have, and how they sum up
///         patterns: ['\d{10}(-\d{3})?']
///         check: vn_tax_number
///
/// One entity may have both.
struct EntityReader {
  private static let patterns = "patterns"
  private static let check = "check"

  let log: FindingLog

  func entities(_ root: ContentNode) -> [ListEntity] {
    guard let fields = FieldReader(root, of: "the entities file", log: log) else { return [] }
    defer { fields.finish() }
    return (fields.required("entities")?.reading(log).fields() ?? []).map(entity)
  }

  private func entity(_ field: ContentNode.Field) -> ListEntity {
    if BuiltInEntities.forSlots.contains(field.key) {
      log.error(
        .duplicateName, at: field.keyLocation,
        "`\(field.key)` is an entity that Parley brings itself; choose another name")
    }
    var entity = ListEntity(name: field.key, values: [], location: field.keyLocation)
    for part in field.value.reading(log).fields() ?? [] {
      switch part.key {
      case Self.patterns:
        entity.patterns = (part.value.reading(log).textOrTexts() ?? []).map {
          EntityPattern($0.text, location: $0.location)
        }
      case Self.check: entity.check = check(part.value)
      default:
        // A value without forms of its own is written as it is named.
        let forms =
          part.value.text == ""
          ? [] : IntentReader(log: log).sentences(part.value).map(\.template)
        entity.values.append(ListEntity.Value(value: part.key, forms: forms))
      }
    }
    if let check = entity.check, entity.patterns.isEmpty,
      !(field.value.fields ?? []).contains(where: { $0.key == Self.patterns })
    {
      log.error(
        .missingKey, at: field.keyLocation,
        "`check: \(check.rawValue)` is about codes; `\(field.key)` needs the key `patterns`, too")
    }
    return entity
  }

  private func check(_ node: ContentNode) -> EntityCheck? {
    guard let text = node.reading(log).text() else { return nil }
    let known = EntityCheck.allCases.map(\.rawValue)
    guard let check = EntityCheck(rawValue: text.text) else {
      log.error(
        .wrongValue, at: text.location,
        "there is no check `\(text.text)`; there are "
          + known.map { "`\($0)`" }.joined(separator: ", "),
        suggestion: DidYouMean.closest(to: text.text, among: known))
      return nil
    }
    return check
  }
}
