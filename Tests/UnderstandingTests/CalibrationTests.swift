import Testing

@testable import Understanding

@Suite("Calibration")
struct CalibrationTests {
  private static let classifier = IntentClassifier(
    examples: [
      ("track", "where is my parcel"), ("track", "when will it arrive"),
      ("track", "track my parcel"), ("cancel", "cancel my order"), ("cancel", "please cancel it"),
      ("cancel", "cancel that parcel"),
    ], offTopic: ["what is the weather"])

  private func inScope(_ logits: [Float], unknownShare: Float) -> Double {
    Calibration.inScope(logits, model: Self.classifier.model, unknownShare: unknownShare)
  }

  @Test func `the in-scope score is what the notes say`() {
    // Two intents level at z: Σ p ln p = -ln 2, ln Σ eᶻ = z + ln 2.
    #expect(abs(inScope([1, 1, 0], unknownShare: 0) - (-0.6931 + 0.6 * 1.6931)) < 1e-3)
    #expect(abs(inScope([1, 1, 0], unknownShare: 0.5) - (-0.6931 + 0.6 * 1.6931 - 1.5)) < 1e-3)
    #expect(abs(inScope([1, 1, 2], unknownShare: 0) - (-0.6931 + 0.6 * 1.6931 - 1.2)) < 1e-3)
  }

  @Test func `the threshold of every bot is a half`() {
    let calibration = Self.classifier.calibration
    #expect(calibration.score(calibration.threshold) == 0.5)
    #expect(calibration.score(calibration.threshold + 0.1) > 0.5)
    #expect(calibration.score(-1e9) >= 0)
    #expect(calibration.score(1e9) <= 1)
  }

  @Test func `a higher quantile refuses more`() {
    let examples = (0..<40).map {
      (label: $0 % 2 == 0 ? "a" : "b", text: ($0 % 2 == 0 ? "red apple " : "blue sky ") + "w\($0)")
    }
    let low = IntentClassifier(examples: examples, thresholds: Thresholds(quantile: 0.05))
    let high = IntentClassifier(examples: examples, thresholds: Thresholds(quantile: 0.4))
    #expect(low.calibration.threshold < high.calibration.threshold)
  }
}
