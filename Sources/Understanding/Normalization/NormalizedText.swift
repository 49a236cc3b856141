/// A text in the form that everything is matched in, with the way back to the raw text.
///
/// Every scalar knows the range of raw scalars it came from, so that whatever is found can be
/// shown where the customer wrote it. Two forms share those offsets: `scalars` keep Vietnamese
/// tone and accents, `plain(at:)` is the same letter without them.
package struct NormalizedText: Equatable, Sendable {
  package private(set) var scalars: [Unicode.Scalar] = []
  /// Where each scalar begins in the raw text, counted in Unicode scalars.
  package private(set) var starts: [Int32] = []
  /// Where each scalar ends in the raw text, exclusive.
  package private(set) var ends: [Int32] = []

  package init() {}

  package var string: String {
    Self.string(of: scalars[...])
  }

  /// `string` without Vietnamese tone and accents.
  package var plainString: String {
    Self.string(of: scalars.map(FoldingTable.standard.plain)[...])
  }

  package var count: Int { scalars.count }

  /// This text without Vietnamese tone and accents, offsets unchanged.
  func withoutMarks() -> NormalizedText {
    var copy = self
    for i in scalars.indices { copy.scalars[i] = FoldingTable.standard.plain(scalars[i]) }
    return copy
  }

  /// The scalars in `range`, as text.
  func string(in range: Range<Int>) -> String {
    Self.string(of: scalars[range])
  }

  /// Ten times as quick as a `UnicodeScalarView` that is appended to.
  private static func string(of scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(unsafeUninitializedCapacity: scalars.count * 4) { buffer in
      var count = 0
      for scalar in scalars {
        for byte in scalar.utf8 {
          buffer[count] = byte
          count += 1
        }
      }
      return count
    }
  }

  /// Where `range` came from in the raw text, in Unicode scalars.
  func rawRange(of range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return 0..<0 }
    let start = Int(starts[range.lowerBound])
    return start..<max(start, Int(ends[range.upperBound - 1]))
  }

  mutating func reserve(_ capacity: Int) {
    scalars.reserveCapacity(capacity)
    starts.reserveCapacity(capacity)
    ends.reserveCapacity(capacity)
  }

  @inline(__always)
  mutating func append(_ scalar: Unicode.Scalar, start: Int32, end: Int32) {
    scalars.append(scalar)
    starts.append(start)
    ends.append(end)
  }

  mutating func append(_ other: NormalizedText, at index: Int) {
    append(other.scalars[index], start: other.starts[index], end: other.ends[index])
  }

  /// Puts `scalar` in the place of the last one, which now reaches to `end`.
  mutating func replaceLast(by scalar: Unicode.Scalar, end: Int32) {
    guard let last = scalars.indices.last else { return }
    scalars[last] = scalar
    ends[last] = end
  }

  mutating func replace(at index: Int, by scalar: Unicode.Scalar) { scalars[index] = scalar }

  /// Lets the last scalar, if any, reach to `end`.
  mutating func extendLast(to end: Int32) {
    guard let last = ends.indices.last else { return }
    ends[last] = end
  }

  mutating func removeLast(_ count: Int = 1) {
    scalars.removeLast(count)
    starts.removeLast(count)
    ends.removeLast(count)
  }
}
