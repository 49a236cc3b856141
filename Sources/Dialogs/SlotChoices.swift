/// What the customer may choose from where only a call can tell: one's own orders.
package struct SlotChoices: Equatable, Sendable {
  /// In texts and in `value`: the one that a button stands for.
  package static let item = "item"
  /// More buttons than these nobody reads.
  package static let most = 5

  /// Gives the list; its first items become buttons.
  package var list: Expression
  /// Gives the slot's value, as in `item.number`.
  package var value: Expression
  /// The text that stands on a button.
  package var text: String

  package init(list: Expression, value: Expression, text: String) {
    self.list = list
    self.value = value
    self.text = text
  }
}
