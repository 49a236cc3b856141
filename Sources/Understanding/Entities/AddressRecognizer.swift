/// Postal addresses, or what customers give of them, as one span.
///
/// The value is the text as it was written, its width made plain and its white space single: an
/// address goes to a parcel's label, not into a comparison.
enum AddressRecognizer {
  static func findings(in context: EntityContext) -> [EntityFinding] {
    if context.placeWords.isEmpty { return [] }
    let spans =
      ChineseAddress.spans(in: context) + VietnameseAddress.spans(in: context)
      + EnglishAddress.spans(in: context)
    return spans.map { EntityFinding(type: "address", value: "", range: $0) }
  }

  /// `raw` without controls, in plain width, with single spaces.
  static func cleaned(_ raw: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in raw {
      switch scalar.value {
      // White space of any kind and width.
      case 0x20, 0x09...0x0D, 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
        if let last = view.last, last != " " { view.append(" ") }
      case 0xFF01...0xFF5E: view.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .surrogate, .unassigned: continue
        default: view.append(scalar)
        }
      }
    }
    if view.last == " " { view.removeLast() }
    return String(view)
  }
}
