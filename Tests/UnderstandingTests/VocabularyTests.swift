import Testing

@testable import Understanding

@Suite("Vocabulary")
struct VocabularyTests {
  private let vocabulary = Vocabulary(
    ["where is it", "it is late", "我要退货"].map { FeatureSource(Normalizer().normalize($0)) })

  private func vector(_ text: String) -> FeatureVector {
    vocabulary.vector(of: FeatureSource(Normalizer().normalize(text)))
  }

  @Test func `a vector has length one and each feature once`() {
    let vector = vector("it is it is it")
    #expect(abs(vector.values.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
    #expect(Set(vector.features).count == vector.features.count)
    #expect(vector.ranges.allSatisfy { $0.upperBound <= 14 })
  }

  @Test func `unknown words count by their rarity`() {
    #expect(vector("where is it").unknownShare == 0)
    #expect(vector("zzz").unknownShare == 1)
    #expect(vector("").unknownShare == 1)
    // idf of it: ln(4/3) + 1, of a word never seen: ln 4 + 1.
    #expect(abs(vector("it zzz").unknownShare - 2.3863 / (2.3863 + 1.2877)) < 1e-3)
  }

  @Test func `a text of nothing known has no features`() {
    #expect(vector("qqq").features.isEmpty)
    #expect(vector("").features.isEmpty)
  }
}
