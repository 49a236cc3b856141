/// What each Unicode scalar folds to, in two array look-ups.
///
/// The data is generated (`scripts/make-folding-table`) and unpacked once, in well under a
/// millisecond, into pages of 256 entries; pages without an entry are shared.
struct FoldingTable: Sendable {
  enum Folding: Equatable {
    case itself
    case scalar(Unicode.Scalar)
    case several(ArraySlice<Unicode.Scalar>)
    case nothing
  }

  /// Constant data, unpacked at its first use.
  static let standard = FoldingTable()

  private static let droppedEntry: UInt32 = 0xFFFF_FFFF
  private static let expansionFlag: UInt32 = 0x8000_0000

  private var pageIndex: [UInt16]
  private var entries: [UInt32]
  private var expansionScalars: [Unicode.Scalar] = []
  /// Base and mark → composed letter, and back.
  private var composed: [UInt64: Unicode.Scalar] = [:]
  private var decomposed: [Unicode.Scalar: (base: Unicode.Scalar, mark: Unicode.Scalar)] = [:]
  /// For U+0000…U+1EFF, the letter without any mark; 0 where that is the scalar itself.
  private var plainLetters: [UInt8]
  private var traditional: Set<Unicode.Scalar> = []
  private var simplified: Set<Unicode.Scalar> = []

  private init() {
    pageIndex = Array(repeating: 0, count: 0x300)
    entries = Array(repeating: 0, count: 256)
    plainLetters = Array(repeating: 0, count: 0x1F00)
    unpackSingles()
    unpackExpansions()
    unpackDropped()
    unpackCompositions()
    unpackHan()
  }

  /// What `scalar` folds to: compatibility form, lower case, Simplified.
  @inline(__always)
  func folding(of scalar: Unicode.Scalar) -> Folding {
    let value = scalar.value
    guard value < 0x30000 else {
      // Tags, variation selectors and private use: the latter is where our place-holders live, and
      // a customer must not be able to type one.
      return value >= 0xE0000 ? .nothing : .itself
    }
    let page = pageIndex[Int(value >> 8)]
    if page == 0 { return .itself }
    let entry = entries[Int(page) << 8 | Int(value & 0xFF)]
    if entry == 0 { return .itself }
    if entry == Self.droppedEntry { return .nothing }
    if entry & Self.expansionFlag != 0 {
      let start = Int(entry & 0xFF_FFFF)
      let count = Int(entry >> 24 & 0x7F)
      return .several(expansionScalars[start..<start + count])
    }
    return Unicode.Scalar(entry).map(Folding.scalar) ?? .itself
  }

  /// `base` with `mark` on it as one scalar, whatever the order in which marks were typed;
  /// nil where there is none.
  func composition(of base: Unicode.Scalar, with mark: Unicode.Scalar) -> Unicode.Scalar? {
    if let whole = composed[Self.key(base, mark)] { return whole }
    // â + dot below: Unicode composes ạ + circumflex instead.
    guard let parts = decomposed[base] else { return nil }
    guard let inner = composed[Self.key(parts.base, mark)] else { return nil }
    return composed[Self.key(inner, parts.mark)]
  }

  /// The letter without tone and accents (`ế` → `e`, `đ` → `d`); other scalars as they are.
  @inline(__always)
  func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.value >= 0x80, scalar.value < 0x1F00 else { return scalar }
    let letter = plainLetters[Int(scalar.value)]
    return letter == 0 ? scalar : Unicode.Scalar(letter)
  }

  func isTraditionalOnly(_ scalar: Unicode.Scalar) -> Bool { traditional.contains(scalar) }

  func isSimplifiedOnly(_ scalar: Unicode.Scalar) -> Bool { simplified.contains(scalar) }

  // MARK: Unpacking

  private static func key(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> UInt64 {
    UInt64(base.value) << 32 | UInt64(mark.value)
  }

  private static func words(_ literal: StaticString) -> [Substring] {
    literal.description.split(separator: " ")
  }

  private static func hex(_ text: Substring) -> UInt32 { UInt32(text, radix: 16) ?? 0 }

  private mutating func set(_ source: UInt32, to entry: UInt32) {
    let page = Int(source >> 8)
    if pageIndex[page] == 0 {
      pageIndex[page] = UInt16(entries.count >> 8)
      entries.append(contentsOf: repeatElement(0, count: 256))
    }
    entries[Int(pageIndex[page]) << 8 | Int(source & 0xFF)] = entry
  }

  private mutating func unpackSingles() {
    for word in Self.words(Self.singleRuns) {
      let sides = word.split(separator: ">")
      let source = sides[0].split(separator: ",").map(Self.hex)
      let count = source.count > 1 ? source[1] : 1
      let stride = source.count > 2 ? source[2] : 1
      for i in 0..<count { set(source[0] + i * stride, to: Self.hex(sides[1]) + i * stride) }
    }
  }

  private mutating func unpackExpansions() {
    for word in Self.words(Self.expansions) {
      let sides = word.split(separator: ">")
      let scalars = sides[1].split(separator: ".").compactMap { Unicode.Scalar(Self.hex($0)) }
      let entry = Self.expansionFlag | UInt32(scalars.count) << 24 | UInt32(expansionScalars.count)
      expansionScalars += scalars
      set(Self.hex(sides[0]), to: entry)
    }
  }

  private mutating func unpackDropped() {
    for word in Self.words(Self.dropped) {
      let ends = word.split(separator: "-").map(Self.hex)
      for scalar in ends[0]...(ends.last ?? ends[0]) where scalar < 0x30000 {
        set(scalar, to: Self.droppedEntry)
      }
    }
  }

  private mutating func unpackCompositions() {
    for word in Self.words(Self.compositions) {
      let parts = word.split(whereSeparator: { $0 == ">" || $0 == "." }).map(Self.hex)
        .compactMap(Unicode.Scalar.init)
      guard parts.count == 3 else { continue }
      composed[Self.key(parts[1], parts[2])] = parts[0]
      decomposed[parts[0]] = (parts[1], parts[2])
    }
    for letter in decomposed.keys where letter.value < 0x1F00 {
      var base = letter
      while let parts = decomposed[base] { base = parts.base }
      if base.isASCII { plainLetters[Int(letter.value)] = UInt8(base.value) }
    }
    plainLetters[0x111] = UInt8(ascii: "d")
  }

  private mutating func unpackHan() {
    let pairs = Array(Self.simplifications.description.unicodeScalars.filter { $0 != " " })
    let exceptions = Set(Self.alsoSimplified.description.unicodeScalars)
    for i in stride(from: 0, to: pairs.count - 1, by: 2) {
      set(pairs[i].value, to: pairs[i + 1].value)
      if !exceptions.contains(pairs[i]) { traditional.insert(pairs[i]) }
    }
    simplified = Set(Self.simplifiedOnly.description.unicodeScalars).subtracting([" "])
  }
}
