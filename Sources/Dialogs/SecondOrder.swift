import Understanding

/// A message that names two orders, cut between them: each wish keeps its own number.
///
///     帮我取消20251121004，另外查下20251118001到哪了
///     帮我取消20251121004 │ 另外查下20251118001到哪了
///
/// Only the first cut is made; what is behind it may name a third order.
struct SecondOrder {
  let first: String
  let rest: String
  /// The first wish, for the second order.
  let sameWish: String
  /// Whether the rest is the other number and no word of a wish.
  let isBare: Bool

  private static let ends: Set<Character> = [",", "，", ".", "。", ";", "；", "!", "！", "\n", "、"]
  private static let joints = [
    "另外", "还有", "還有", "顺便", "順便", "然后", "然後", "和", "跟", " and ", " also ", " with ", " với ",
    " và ", " còn ", " cho ",
  ]

  /// Words beside a number that wish for nothing.
  private static let small: Set<String> = [
    "and", "also", "order", "please", "too", "as", "well", "with", "另外", "还有", "還有", "和", "跟", "的",
    "订单", "訂單", "呢", "谢谢", "謝謝", "với", "và", "đơn", "nữa", "ạ", "nhé", "cả", "luôn",
  ]

  init?(_ understanding: Understanding, numbers type: String = "order_number") {
    let orders = understanding.entities.filter { $0.type == type }
    guard let first = orders.first,
      let second = orders.first(where: { $0.value != first.value && $0.start >= first.end })
    else { return nil }
    let text = understanding.text
    let scalars = text.unicodeScalars
    let from = scalars.index(scalars.startIndex, offsetBy: first.end)
    let to = scalars.index(scalars.startIndex, offsetBy: second.start)
    let between = text[from..<to]
    let cut: String.Index
    if let end = between.firstIndex(where: Self.ends.contains) {
      cut = text.index(after: end)
    } else if let joint = Self.joints.lazy.compactMap({ between.firstRange(of: $0) }).first {
      cut = joint.lowerBound
    } else {
      return nil
    }
    self.first = String(text[..<cut])
    rest = String(text[cut...])
    // What is behind the second number may name a third.
    let behind = scalars.index(scalars.startIndex, offsetBy: second.end)
    sameWish = self.first.replacing(first.text, with: second.text) + String(text[behind...])
    let others = rest.replacing(second.text, with: "").split { !$0.isLetter }
    isBare = others.allSatisfy { Self.small.contains($0.lowercased()) }
  }
}
