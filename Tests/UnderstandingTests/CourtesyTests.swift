import Testing

@testable import Understanding

@Suite("Courtesy")
struct CourtesyTests {
  private func stripped(_ text: String) -> String? {
    Courtesy.stripped(from: Normalizer().normalize(text), withoutMarks: true)?.string
  }

  @Test(arguments: [
    ("您好～不好意思想請問一下我的包裹到哪了，謝謝", "我的包裹到哪了"),
    ("shop ơi huỷ giúp mình với ạ", "huỷ"),
    ("Hi there, where is my parcel please", "where is my parcel"),
    ("取消吧谢谢", "取消"),
  ])
  func `politeness goes at both ends`(text: String, wish: String) {
    #expect(stripped(text) == wish)
  }

  @Test(arguments: ["谢谢", "hello", "where is my parcel", "可以吗", "", "!!!"])
  func `what is nothing but polite, or not at all, stays`(text: String) {
    #expect(stripped(text) == nil)
  }

  @Test func `a clause that says what is not wished is left out`() {
    let text = Normalizer().normalize("don't cancel it, just change the address")
    #expect(Courtesy.clauses(of: text, besides: [0..<5]).string == " just change the address")
  }

  @Test(arguments: [
    "ok?", "可以吗", "能不能取消", "can I cancel it", "hủy được không ạ", "cách hủy đơn", "确定要取消吗 谢谢",
  ])
  func `a question is known by its form`(text: String) { #expect(QuestionForm.holds(for: text)) }

  @Test(arguments: ["không", "dạ không ạ", "cancel it", "取消吧", "the jeans", "chưa", ""])
  func `an answer is no question`(text: String) { #expect(!QuestionForm.holds(for: text)) }
}
