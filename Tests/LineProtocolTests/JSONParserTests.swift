import Foundation
import LineProtocol
import Testing

@Suite("JSON parser")
struct JSONParserTests {
  private func parse(_ text: String) throws(ProtocolError) -> JSONValue {
    try JSONValue(parsing: Array(text.utf8))
  }

  private func name(of text: String) -> String? {
    name(of: Array(text.utf8))
  }

  private func name(of line: [UInt8]) -> String? {
    do throws(ProtocolError) {
      _ = try JSONValue(parsing: line)
      return nil
    } catch {
      return error.code.name
    }
  }

  @Test func `a line of the protocol is read`() throws {
    #expect(
      try parse(#" {"id":1, "on":true,"off":false,"x":null,"n":[1,-2.5,1e2],"s":"查快递"} "#) == [
        "id": 1, "on": true, "off": false, "x": nil, "n": [1, -2.5, 100], "s": "查快递",
      ])
  }

  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("-0.0", 0), ("1.0", 1), ("1e2", 100),
      ("9007199254740993", 9007199254740993),
      ("9223372036854775807", 9_223_372_036_854_775_807), ("-9223372036854775808", .integer(.min)),
      ("9223372036854775808", 9223372036854775808.0), ("0.1", 0.1), ("1.5e300", 1.5e300),
      ("1e-400", 0), ("12E+1", 120),
    ] as [(String, JSONValue)])
  func `numbers are whole where an Int holds them`(text: String, value: JSONValue) throws {
    #expect(try parse(text) == value)
  }

  @Test(arguments: [
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
    (#""\u0041\u00e9\u5feb""#, "Aé快"),
    (#""\ud83d\ude00!""#, "😀!"),
    (#""\u0000""#, "\0"),
    (#""a\ud83d""#, "a\u{FFFD}"),
    (#""\ud83d\u0041""#, "\u{FFFD}A"),
    (#""\ud83d\n""#, "\u{FFFD}\n"),
    (#""\ude00\ud83d\ude00""#, "\u{FFFD}😀"),
    (#""\ude00\ude00""#, "\u{FFFD}\u{FFFD}"),
    (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
  ])
  func `escapes are read, half a surrogate pair becomes a replacement character`(
    text: String, value: String
  ) throws {
    #expect(try parse(text) == .string(value))
  }

  @Test func `a name given twice keeps the last value`() throws {
    #expect(try parse(#"{"a":1,"a":2}"#) == ["a": 2])
  }

  @Test(arguments: [
    "", " ", "{", "}", "[1", "[1,]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "{'a':1}", "1 2", "[1 2]",
    "tru", "nulll", "NaN", "Infinity", "-", "01", "1.", ".5", "1e", "+1", "0x10", "--1", "\"a",
    "\"\\x\"", "\"\\u12\"", "\"\\u+123\"", "\"\\u-123\"", "\"\\", "\"a\u{1}b\"", "\"a\nb\"",
    "\u{FEFF}1", "// a\n1", "[1]]", "1e999", "-1e999", "hello", "SAY hello", "\0",
  ])
  func `what is no JSON is refused`(text: String) {
    #expect(name(of: text) == "PARSE_ERROR")
  }

  @Test(
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xC0, 0x80, 0x22], [0xFF, 0xFE],
      [0x22, 0xE5, 0xBF], [0x22, 0x5C, 0x6E, 0x80, 0x22], [0x7B, 0x80],
      [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
    ] as [[UInt8]])
  func `what is not UTF-8 is named so, inside of strings and outside`(line: [UInt8]) {
    #expect(name(of: line) == "BAD_UTF8")
  }

  @Test func `a message says where and what`() {
    #expect {
      try parse(#"{"id":1,"text":hello}"#)
    } throws: { error in
      (error as? ProtocolError)?.message == """
        This line is no JSON: expected a value at byte 16 of 21. Send one JSON object a line, \
        without raw line breaks in it.
        """
    }
  }

  @Test func `nesting of 32 is read, of 33 refused`() throws {
    let fits = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
    #expect(try parse(fits).array?.count == 1)
    #expect(name(of: "[" + fits + "]") == "PARSE_ERROR")
    let objects = String(repeating: #"{"a":"#, count: 33) + "1" + String(repeating: "}", count: 33)
    #expect(name(of: objects) == "PARSE_ERROR")
    #expect(name(of: String(repeating: "[", count: 60_000)) == "PARSE_ERROR")
  }

  /// Foundation reads more than JSON, so only what it refuses and what both accept is compared.
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `damaged lines are read as Foundation reads them`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var line = Array(
      #"{"a":[1,2.5,true,null,"x\n\u00e9快",{"b":{}},[]],"c":"d","e":-1e3,"f":false}"#.utf8)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: line.indices, using: &random)
      let bytes = Array("{}[],:\"\\ 0e-tn".utf8)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: line.remove(at: place)
      case 1: line.insert(bytes.randomElement(using: &random) ?? 0x20, at: place)
      default: line[place] = bytes.randomElement(using: &random) ?? 0x20
      }
    }
    let ours = try? JSONValue(parsing: line)
    let theirs = try? JSONDecoder().decode(JSONValue.self, from: Data(line))
    if let ours {
      #expect(ours == theirs, "\(String(decoding: line, as: UTF8.self))")
    }
  }
}
