#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Sixteen classes at a time: a row of weights, logits or probabilities is a few of these.
typealias Lanes = SIMD16<Float>

extension Lanes {
  /// e^x in every lane, to about 2·10⁻⁷, for x ≤ 88; below -87 it is as good as 0.
  ///
  /// Written out because libm has no vector form and training calls it 10⁷ times, and because
  /// the same bits come out on every machine.
  @inline(__always)
  var exponential: Lanes {
    // Not `clamped`: the standard library's goes through every lane by itself.
    let (low, high) = (Lanes(repeating: -87), Lanes(repeating: 88))
    let clamped = replacing(with: low, where: self .< low).replacing(
      with: high, where: self .> high)
    // Adding 1.5·2²³ rounds to the nearest integer and leaves it in the low bits; conversions
    // would cost more than all the rest.
    let shifted = clamped * 1.442_695_04 + 12_582_912
    let n = shifted - 12_582_912
    let r = clamped - n * 0.693_359_375 + n * 2.121_944_4e-4
    var p = Lanes(repeating: 1.987_569_1e-4)
    p = p * r + 1.398_199_9e-3
    p = p * r + 8.333_452e-3
    p = p * r + 4.166_579_6e-2
    p = p * r + 1.666_666_5e-1
    p = p * r + 0.5
    p = p * r * r + r + 1
    let exponent = (unsafeBitCast(shifted, to: SIMD16<UInt32>.self) &<< 23) &+ 0x3F80_0000
    return p * unsafeBitCast(exponent, to: Lanes.self)
  }
}

/// The two figures that the in-scope score is made of.
struct Softmax: Sendable {
  /// Σ p ln p: 0 when one class takes all, the more negative the more it is spread.
  let negativeEntropy: Float
  /// ln Σ eᶻ.
  let logSum: Float

  init(_ logits: ArraySlice<Float>) {
    let top = logits.max() ?? 0
    // Σ p ln p = Σ eᵈ d / Σ eᵈ - ln Σ eᵈ, with d the distance from the top.
    var (sum, weighted): (Float, Float) = (0, 0)
    for logit in logits {
      let raised = exp(logit - top)
      sum += raised
      weighted += raised * (logit - top)
    }
    logSum = top + log(sum)
    negativeEntropy = weighted / sum - log(sum)
  }
}
