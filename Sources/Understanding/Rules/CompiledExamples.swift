/// What the example sentences come to beside what they teach the classifier: the sentences that
/// match by themselves, the entities that stand for a value, the words that tell a language.
struct CompiledExamples: Sendable {
  let mask: EntityMask
  let sentences: SentenceTable
  let languageVotes: [String: Int]
}

extension CompiledExamples {
  func encode(to encoder: inout ModelEncoder) {
    encoder.write(mask.types)
    sentences.encode(to: &encoder)
    let words = languageVotes.sorted { $0.key < $1.key }
    encoder.write(words.map(\.key))
    encoder.write(words.map { Int8(truncatingIfNeeded: $0.value) })
  }

  init(from decoder: inout ModelDecoder) throws(ModelDecoder.Damaged) {
    mask = EntityMask(types: Set(try decoder.strings()))
    sentences = try SentenceTable(from: &decoder)
    let words = try decoder.strings()
    let votes = try decoder.array(of: Int8.self)
    guard words.count == votes.count else { throw ModelDecoder.Damaged() }
    languageVotes = Dictionary(
      zip(words, votes.lazy.map(Int.init)), uniquingKeysWith: { first, _ in first })
  }
}
