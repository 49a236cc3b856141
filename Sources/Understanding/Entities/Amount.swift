/// A sum in hundredths, exact: no price is ever a floating-point number here.
struct Amount: Equatable, Sendable {
  var hundredths: Int

  init(hundredths: Int) { self.hundredths = hundredths }

  init(_ whole: Int) { hundredths = whole.multipliedReportingOverflow(by: 100).partialValue }

  /// More than anybody pays; beyond it a number is no amount.
  static let largest = Amount(hundredths: 100_000_000_000_000)

  /// `320`, `19.9`, `0.05`.
  var text: String {
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return String(whole) }
    return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  static func * (left: Amount, factor: Int) -> Amount? {
    let product = left.hundredths.multipliedReportingOverflow(by: factor)
    if product.overflow || product.partialValue > largest.hundredths { return nil }
    return Amount(hundredths: product.partialValue)
  }
}
