import Evaluation
import Testing
import Understanding

@Suite("Training sets")
struct TrainingSetTests {
  private static let utterances = [
    ("track", "where is my parcel"), ("track", "đơn hàng của tôi đến đâu rồi"),
    ("track", "我的快递到哪了"), ("cancel", "cancel (my order"), ("cancel", "hủy đơn giúp em"),
    ("cancel", "取消订单"),
  ].map { LabelledUtterance(label: $0, text: $1) }

  private static let recognizer: Recognizer = {
    let blueprint = TrainingSet.blueprint(utterances)
    let model = blueprint.fit()
    return blueprint.recognizer(model, blueprint.calibrate(model))
  }()

  @Test(arguments: [
    ("don hang cua toi dau roi", "track"), ("huy don", "cancel"), ("我的快遞呢", "track"),
    ("wheres my pracel", "track"), ("cancel that order", "cancel"),
  ])
  func `every spelling is learnt from one`(text: String, intent: String) {
    #expect(Self.recognizer.verdict(on: text, expected: nil).predicted == intent)
  }

  @Test func `brackets in a sentence are no template`() {
    let blueprint = TrainingSet.blueprint(Self.utterances)
    // Two Vietnamese sentences teach with their marks and without.
    #expect(blueprint.exampleCount == 8)
    #expect(blueprint.intentCount == 2)
  }
}
