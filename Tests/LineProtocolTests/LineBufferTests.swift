import LineProtocol
import Testing

@Suite("Line buffer")
struct LineBufferTests {
  private func drain(_ buffer: inout LineBuffer) -> [LineBuffer.Line] {
    var lines: [LineBuffer.Line] = []
    while let line = buffer.next() { lines.append(line) }
    return lines
  }

  private func lines(_ text: String, limit: Int = 100) -> [LineBuffer.Line] {
    var buffer = LineBuffer(limit: limit)
    buffer.append(text.utf8)
    return drain(&buffer)
  }

  private func line(_ text: String) -> LineBuffer.Line { .line(Array(text.utf8)) }

  @Test func `lines end with LF, a CR before it is dropped, empty lines are none`() {
    #expect(
      lines("a\nb\r\n\n\r\n\nc\rd\n e \nrest") == [line("a"), line("b"), line("c\rd"), line(" e ")])
    #expect(lines("") == [])
    #expect(lines("a\r\r\n") == [line("a\r")])
  }

  @Test func `the unfinished line waits for its end`() {
    var buffer = LineBuffer(limit: 100)
    buffer.append("ab".utf8)
    #expect(buffer.next() == nil)
    buffer.append("c\nd".utf8)
    #expect(drain(&buffer) == [line("abc")])
    buffer.append("\n".utf8)
    #expect(drain(&buffer) == [line("d")])
  }

  @Test func `the limit counts bytes without the line end`() {
    #expect(lines("12345\n", limit: 5) == [line("12345")])
    #expect(lines("12345\r\n", limit: 5) == [line("12345")])
    #expect(lines("123456\nab\n", limit: 5) == [.tooLong, line("ab")])
    #expect(lines("123456\r\nab\n", limit: 5) == [.tooLong, line("ab")])
    #expect(lines("快快\nab\n", limit: 5) == [.tooLong, line("ab")])
  }

  @Test func `an endless line is reported once, at once, and skipped to its end`() {
    var buffer = LineBuffer(limit: 5)
    buffer.append("123456".utf8)
    #expect(drain(&buffer) == [.tooLong])
    var other = LineBuffer(limit: 5)
    other.append("12345\r".utf8)
    #expect(drain(&other) == [], "the CR may be the line's end")
    other.append("x".utf8)
    #expect(drain(&other) == [.tooLong])
    for _ in 0..<1_000 {
      buffer.append("xxxxxxxxxx".utf8)
      #expect(buffer.next() == nil)
    }
    buffer.append("x\nab\n".utf8)
    #expect(drain(&buffer) == [line("ab")])
  }

  /// However a stream is cut into pieces, the same lines come out.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `pieces do not matter`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let letters = Array("ab\r\n\n12".utf8)
    let stream = (0..<400).map { _ in letters.randomElement(using: &random) ?? 0x61 }
    var whole = LineBuffer(limit: 4)
    whole.append(stream)
    var pieces = LineBuffer(limit: 4)
    var found: [LineBuffer.Line] = []
    var rest = stream[...]
    while !rest.isEmpty {
      let count = Int.random(in: 1...9, using: &random)
      pieces.append(rest.prefix(count))
      found += drain(&pieces)
      rest = rest.dropFirst(count)
    }
    #expect(found == drain(&whole))
    #expect(found.contains(.tooLong))
  }
}
