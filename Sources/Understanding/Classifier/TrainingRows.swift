/// The features of all examples, one after the other.
///
/// Training goes through them many times; arrays of arrays would count references at every step.
struct TrainingRows {
  /// Where each example begins in `features` and `values`, and where the last ends.
  private(set) var starts: [Int] = [0]
  private(set) var features: [Int32] = []
  private(set) var values: [Float] = []

  init(_ vectors: [FeatureVector]) {
    for vector in vectors {
      features += vector.features
      values += vector.values
      starts.append(features.count)
    }
  }
}
