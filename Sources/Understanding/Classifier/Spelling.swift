/// Reads a word that no example has as the one they have that was probably meant.
///
/// One slip is mended – a letter too many, too few, another, or two exchanged –, two in a long
/// word, and two words written as one are parted. Words that an example has are always left alone.
/// Of several words as near, the one that stands in an example beside the same neighbour is
/// taken, then the commonest. Where no neighbour speaks for it, a word must have five letters, one
/// slip, and that not in the first letter: a bot with few examples knows few of the words there
/// are, and should not read them all as those it knows.
///
/// The words nearest to one are found by what is left of both when letters are left out (Garbe,
/// SymSpell, 2012), so that the time is linear in the text.
struct Spelling: Sendable {
  /// A word shorter than this is near too many others.
  private static let shortest = 3
  /// A word shorter than this is mended only where a neighbour speaks for it.
  private static let shortestAlone = 5
  /// From this length on two slips in a word still tell which it is.
  private static let shortestWithTwo = 8
  /// Nobody writes longer words, and the work in each is bounded.
  private static let longest = 24

  fileprivate var letters: [Unicode.Scalar] = []
  fileprivate var ends: [Int] = [0]
  fileprivate var counts: [Int32] = []
  fileprivate var known = FeatureIndex(capacity: 1 << 10)
  fileprivate var pairs = FeatureIndex(capacity: 1 << 10)
  /// The hashes of words with some of their letters left out, sorted, and for each its word.
  fileprivate var traces: [UInt64] = []
  fileprivate var tracedWords: [Int32] = []

  /// Knows the words of `sentences`, which people wrote.
  init(_ sentences: some Sequence<NormalizedText>) {
    for sentence in sentences { learn(sentence) }
    var found: [(hash: UInt64, word: Int32)] = []
    for number in counts.indices {
      let word = self.word(number)
      guard Self.isMendable(word, atLeast: Self.shortest - 1) else { continue }
      forEachTrace(of: word) { found.append(($0, Int32(number))) }
    }
    found.sort { ($0.hash, $0.word) < ($1.hash, $1.word) }
    traces = found.map(\.hash)
    tracedWords = found.map(\.word)
  }

  private mutating func learn(_ sentence: NormalizedText) {
    var before: Word?
    for token in Tokenizer.tokens(of: sentence) {
      let word = sentence.scalars[token]
      let number = Int(known.insert(Self.hash(word)))
      if number == counts.count {
        letters += word
        ends.append(letters.count)
        counts.append(0)
      }
      counts[number] += 1
      if let before { _ = pairs.insert(Self.pair(before, word)) }
      before = word
    }
  }

  /// `text`, its misspelt words as what they mean; each letter of a mended word knows where the
  /// whole word was typed.
  func mended(_ text: NormalizedText) -> NormalizedText {
    let tokens = Tokenizer.tokens(of: text)
    var result: NormalizedText?
    var copied = 0
    for (index, token) in tokens.enumerated() {
      let word = text.scalars[token]
      guard Self.isMendable(word, atLeast: Self.shortest), known.number(of: Self.hash(word)) < 0
      else { continue }
      let meant = meant(
        by: word, after: index > 0 ? text.scalars[tokens[index - 1]] : nil,
        before: index + 1 < tokens.count ? text.scalars[tokens[index + 1]] : nil)
      if meant.isEmpty { continue }
      var mended = result ?? NormalizedText()
      for i in copied..<token.lowerBound { mended.append(text, at: i) }
      let (start, end) = (text.starts[token.lowerBound], text.ends[token.upperBound - 1])
      for (number, word) in meant.enumerated() {
        if number > 0 { mended.append(" ", start: start, end: end) }
        for letter in word { mended.append(letter, start: start, end: end) }
      }
      copied = token.upperBound
      result = mended
    }
    guard var mended = result else { return text }
    for i in copied..<text.count { mended.append(text, at: i) }
    return mended
  }

  private typealias Word = ArraySlice<Unicode.Scalar>

  /// The words that `word` is probably meant to be; none where nothing is near.
  private func meant(by word: Word, after: Word?, before: Word?) -> [Word] {
    guard let nearest = nearest(to: word, after: after, before: before) else {
      return parts(of: word)
    }
    if nearest.slips == 1 { return [self.word(nearest.word)] }
    let parts = parts(of: word)
    return parts.isEmpty ? [self.word(nearest.word)] : parts
  }

  // MARK: Slips

  private struct Candidate {
    var word: Int
    var slips: Int
    var neighbours: Int
  }

  private func nearest(to word: Word, after: Word?, before: Word?) -> Candidate? {
    var best: Candidate?
    forEachTrace(of: word) { hash in
      var place = firstTrace(from: hash)
      while place < traces.count, traces[place] == hash {
        let number = Int(tracedWords[place])
        place += 1
        if number == best?.word { continue }
        let other = self.word(number)
        let isLong = min(word.count, other.count) + 1 >= Self.shortestWithTwo
        let slips = Slips.between(word, other, most: isLong ? 2 : 1)
        guard let slips else { continue }
        let candidate = Candidate(
          word: number, slips: slips,
          neighbours: (after.map { isPair($0, other) } == true ? 1 : 0)
            + (before.map { isPair(other, $0) } == true ? 1 : 0))
        if best.map({ isLikelier(candidate, than: $0) }) ?? true { best = candidate }
      }
    }
    guard let best, best.neighbours > 0 || isPlain(best, for: word) else { return nil }
    return best
  }

  /// Whether the word alone is enough to tell that it was misspelt.
  private func isPlain(_ candidate: Candidate, for word: Word) -> Bool {
    word.count >= Self.shortestAlone && candidate.slips == 1
      && word.first == self.word(candidate.word).first
  }

  private func isLikelier(_ one: Candidate, than other: Candidate) -> Bool {
    if one.slips != other.slips { return one.slips < other.slips }
    if one.neighbours != other.neighbours { return one.neighbours > other.neighbours }
    if counts[one.word] != counts[other.word] { return counts[one.word] > counts[other.word] }
    return word(one.word).lexicographicallyPrecedes(word(other.word))
  }

  private func firstTrace(from hash: UInt64) -> Int {
    var (low, high) = (0, traces.count)
    while low < high {
      let middle = (low + high) / 2
      if traces[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The hashes of `word`, of it without one letter, and of a long one without two.
  private func forEachTrace(of word: Word, _ body: (UInt64) -> Void) {
    body(Self.hash(word))
    let isLong = word.count + 1 >= Self.shortestWithTwo
    for i in word.indices {
      body(Self.hash(word, without: i))
      if isLong { for j in i + 1..<word.endIndex { body(Self.hash(word, without: i, j)) } }
    }
  }

  // MARK: Two words in one

  private func parts(of word: Word) -> [Word] {
    var best: (count: Int32, cut: Int)?
    for cut in word.indices.dropFirst(2).dropLast() {
      let first = known.number(of: Self.hash(word[..<cut]))
      if first < 0 { continue }
      let second = known.number(of: Self.hash(word[cut...]))
      if second < 0 { continue }
      let count = min(counts[Int(first)], counts[Int(second)])
      if count > best?.count ?? 1 { best = (count, cut) }
    }
    return best.map { [word[..<$0.cut], word[$0.cut...]] } ?? []
  }

  // MARK: Words

  private func word(_ number: Int) -> Word { letters[ends[number]..<ends[number + 1]] }

  private func isPair(_ first: Word, _ second: Word) -> Bool {
    pairs.number(of: Self.pair(first, second)) >= 0
  }

  private static func isMendable(_ word: Word, atLeast: Int) -> Bool {
    word.count >= atLeast && word.count <= longest && word.allSatisfy { ScalarKind($0) == .letter }
  }

  private static func hash(_ word: Word, without first: Int = -1, _ second: Int = -1) -> UInt64 {
    var hash = FeatureHash(.words, 1)
    for i in word.indices where i != first && i != second { hash.combine(UInt64(word[i].value)) }
    return hash.value
  }

  private static func pair(_ first: Word, _ second: Word) -> UInt64 {
    var pair = FeatureHash(.words, 2)
    pair.combine(hash(first))
    pair.combine(hash(second))
    return pair.value
  }
}

extension Spelling {
  func encode(to encoder: inout ModelEncoder) {
    encoder.write(letters.map(\.value))
    encoder.write(ends.map(UInt32.init))
    encoder.write(counts)
    known.encode(to: &encoder)
    pairs.encode(to: &encoder)
    encoder.write(traces)
    encoder.write(tracedWords)
  }

  init(from decoder: inout ModelDecoder) throws(ModelDecoder.Damaged) {
    letters = try decoder.array(of: UInt32.self).map { Unicode.Scalar($0) ?? " " }
    ends = try decoder.array(of: UInt32.self).map(Int.init)
    counts = try decoder.array(of: Int32.self)
    known = try FeatureIndex(from: &decoder)
    pairs = try FeatureIndex(from: &decoder)
    traces = try decoder.array(of: UInt64.self)
    tracedWords = try decoder.array(of: Int32.self)
    guard ends.count == counts.count + 1, known.count == counts.count, ends.last == letters.count,
      zip(ends, ends.dropFirst()).allSatisfy({ $0 <= $1 }),
      traces.count == tracedWords.count,
      tracedWords.allSatisfy({ counts.indices.contains(Int($0)) })
    else { throw ModelDecoder.Damaged() }
  }
}
