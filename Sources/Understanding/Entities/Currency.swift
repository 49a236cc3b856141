/// The names and signs of currencies, before and behind a number.
enum Currency {
  private struct Name {
    let scalars: [Unicode.Scalar]
    let code: String
    /// What one of it is, in hundredths of the currency: 毛 is a tenth.
    let hundredths: Int

    init(_ name: String, _ code: String, hundredths: Int = 100) {
      scalars = Array(name.unicodeScalars)
      self.code = code
      self.hundredths = hundredths
    }
  }

  /// Longer ones before their endings.
  private static let prefixes: [Name] = [
    Name("nt$", "TWD"), Name("hk$", "HKD"), Name("us$", "USD"), Name("s$", "SGD"),
    Name("a$", "AUD"), Name("c$", "CAD"), Name("rmb", "CNY"), Name("cny", "CNY"),
    Name("usd", "USD"), Name("vnd", "VND"), Name("twd", "TWD"), Name("ntd", "TWD"),
    Name("nt", "TWD"), Name("hkd", "HKD"), Name("eur", "EUR"), Name("gbp", "GBP"),
    Name("jpy", "JPY"), Name("sgd", "SGD"), Name("$", "USD"), Name("¥", "CNY"),
    Name("€", "EUR"), Name("£", "GBP"), Name("₫", "VND"), Name("人民币", "CNY"),
    Name("新台币", "TWD"), Name("台币", "TWD"), Name("港币", "HKD"), Name("美金", "USD"),
  ]
  /// Longer ones before their beginnings.
  private static let suffixes: [Name] = [
    Name("人民币", "CNY"), Name("新台币", "TWD"), Name("台币", "TWD"), Name("港币", "HKD"),
    Name("港元", "HKD"), Name("港纸", "HKD"), Name("蚊", "HKD"), Name("美元", "USD"),
    Name("美金", "USD"), Name("越南盾", "VND"), Name("越盾", "VND"), Name("欧元", "EUR"),
    Name("英镑", "GBP"), Name("日元", "JPY"), Name("日圆", "JPY"), Name("块钱", "CNY"),
    Name("元", "CNY"), Name("块", "CNY"), Name("圆", "CNY"), Name("毛钱", "CNY", hundredths: 10),
    Name("毛", "CNY", hundredths: 10), Name("角", "CNY", hundredths: 10), Name("rmb", "CNY"),
    Name("cny", "CNY"), Name("yuan", "CNY"), Name("kuai", "CNY"), Name("vnd", "VND"),
    Name("dong", "VND"), Name("d", "VND"), Name("₫", "VND"), Name("usd", "USD"),
    Name("dollars", "USD"), Name("dollar", "USD"), Name("bucks", "USD"), Name("do la", "USD"),
    Name("cents", "USD", hundredths: 1), Name("twd", "TWD"), Name("ntd", "TWD"),
    Name("hkd", "HKD"), Name("euros", "EUR"), Name("euro", "EUR"), Name("eur", "EUR"),
    Name("gbp", "GBP"), Name("quid", "GBP"), Name("jpy", "JPY"), Name("yen", "JPY"),
    Name("sgd", "SGD"), Name("€", "EUR"), Name("£", "GBP"), Name("$", "USD"), Name("¥", "CNY"),
  ]

  /// The currency that ends at a number's figures, a space between them or none.
  static func prefix(_ context: EntityContext, before start: Int) -> (start: Int, code: String)? {
    let end = context.scalar(start - 1) == " " ? start - 1 : start
    guard end > 0 else { return nil }
    let last = context.plain[end - 1]
    for name in prefixes where name.scalars.last == last && name.scalars.count <= end {
      context.steps += 1
      let first = end - name.scalars.count
      guard name.scalars.elementsEqual(context.plain[first..<end]) else { continue }
      // "xnt 300" is no sum of Taiwan's; signs and Chinese names may follow anything.
      if context.isLetter(first), !context.isBoundary(first) { continue }
      return (first, name.code)
    }
    return nil
  }

  /// The currency that follows a number, a space between them or none.
  static func suffix(
    _ context: EntityContext, after end: Int
  ) -> (end: Int, code: String, hundredths: Int)? {
    let isApart = context.scalar(end) == " "
    let index = isApart ? end + 1 : end
    guard index < context.scalars.count else { return nil }
    let first = context.plain[index]
    for name in suffixes where name.scalars.first == first {
      context.steps += 1
      let stop = index + name.scalars.count
      guard stop <= context.plain.count, name.scalars.elementsEqual(context.plain[index..<stop])
      else { continue }
      // đ and € need no space after them, names do.
      if context.isLetter(stop - 1), context.isLetter(stop) { continue }
      // A bare d only right after digits and where Vietnamese is spoken: 350.000d
      if name.scalars.count == 1, context.scalars[index] == "d",
        isApart || context.language != .vietnamese
      {
        continue
      }
      // "$5 $6": a sign that stands before a number belongs to that.
      if "$¥€£".unicodeScalars.contains(first), context.isDigit(stop) { continue }
      return (stop, name.code, name.hundredths)
    }
    return nil
  }
}
