/// E-mail addresses, in lower case.
///
/// Local part and domain as shops' customers write them, not all
/// that RFC 5322 allows.
enum EmailRecognizer {
  static func findings(in context: EntityContext) -> [EntityFinding] {
    let scalars = context.scalars
    var findings: [EntityFinding] = []
    for at in scalars.indices where scalars[at] == "@" {
      var start = at
      while start > 0, at - start < 64, isLocal(scalars[start - 1]) { start -= 1 }
      while start < at, scalars[start] == "." { start += 1 }
      var end = at + 1
      while end < scalars.count, end - at < 254, isDomain(scalars[end]) { end += 1 }
      while end > at + 1, scalars[end - 1] == "." || scalars[end - 1] == "-" { end -= 1 }
      let labels = scalars[at + 1..<end].split(separator: ".", omittingEmptySubsequences: false)
      guard start < at, scalars[at - 1] != ".", labels.count >= 2,
        labels.allSatisfy({ !$0.isEmpty }), let last = labels.last, last.count >= 2,
        last.allSatisfy({ "a"..."z" ~= $0 })
      else { continue }
      findings.append(
        EntityFinding(type: "email", value: context.string(start..<end), range: start..<end))
    }
    return findings
  }

  private static func isLocal(_ scalar: Unicode.Scalar) -> Bool {
    isDomain(scalar) || scalar == "_" || scalar == "+" || scalar == "%"
  }

  private static func isDomain(_ scalar: Unicode.Scalar) -> Bool {
    "a"..."z" ~= scalar || "0"..."9" ~= scalar || scalar == "." || scalar == "-"
  }
}
