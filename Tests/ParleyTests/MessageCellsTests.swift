import Testing

@testable import parley

@Suite("Cells of a message")
struct MessageCellsTests {
  /// What is shown, how wide each is, and the scalars it stands for.
  private func cells(_ text: String) -> [String] {
    MessageCells(text).cells.map {
      "\($0.shown) \($0.width) \($0.scalars.lowerBound)-\($0.scalars.upperBound)"
    }
  }

  @Test(arguments: [
    ("ab", ["a 1 0-1", "b 1 1-2"]),
    ("快递", ["快 2 0-1", "递 2 1-2"]),
    // Composed and decomposed take the same room.
    ("đơn", ["đ 1 0-1", "ơ 1 1-2", "n 1 2-3"]),
    ("e\u{302}\u{301}n", ["e\u{302}\u{301} 1 0-3", "n 1 3-4"]),
    ("👍🏽!", ["👍🏽 2 0-2", "! 1 2-3"]),
    ("👩‍👩‍👧a", ["👩‍👩‍👧 2 0-5", "a 1 5-6"]),
    ("❤️❤", ["❤️ 2 0-2", "❤ 1 2-3"]),
    ("🇻🇳", ["🇻🇳 2 0-2"]),
    ("a\u{1B}[31m", [#"a 1 0-1"#, #"\u{1b} 6 1-2"#, "[ 1 2-3", "3 1 3-4", "1 1 4-5", "m 1 5-6"]),
    ("\t\n", [#"\t 2 0-1"#, #"\n 2 1-2"#]),
    ("\r\n", [#"\r\n 4 0-2"#]),
    ("\u{202E}\u{200B}", [#"\u{202e} 8 0-1"#, #"\u{200b} 8 1-2"#]),
    ("\u{301}a", ["◌\u{301} 1 0-1", "a 1 1-2"]),
    ("ＡＢ，", ["Ａ 2 0-1", "Ｂ 2 1-2", "， 2 2-3"]),
    ("", []),
  ])
  func `every character has its room`(text: String, expected: [String]) {
    #expect(cells(text) == expected)
  }

  @Test(arguments: [
    ("where is my parcel", 10, [0..<9, 9..<18]), ("我的快递到哪里了呢", 8, [0..<4, 4..<8, 8..<9]),
    ("abcdefghijkl", 5, [0..<5, 5..<10, 10..<12]), ("", 5, []), ("快", 1, [0..<1]),
  ])
  func `a long message is cut between words where it can be`(
    text: String, width: Int, lines: [Range<Int>]
  ) {
    #expect(MessageCells(text).lines(width: width) == lines)
  }

  @Test func `columns count what stands before`() {
    let message = MessageCells("我的快递 PX-1")
    #expect(message.columns(of: 2..<4, in: 0..<9) == 4..<8)
    #expect(message.columns(of: 5..<9, in: 0..<9) == 9..<13)
    #expect(message.columns(of: 5..<9, in: 0..<4).isEmpty)
    #expect(message.columns(of: 3..<6, in: 4..<9) == 0..<2)
  }

  @Test func `right to left is known`() {
    #expect(MessageCells("שלום").isRightToLeft)
    #expect(MessageCells("مرحبا").isRightToLeft)
    #expect(!MessageCells("đơn hàng 快递 👍").isRightToLeft)
  }
}
