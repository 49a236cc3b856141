import Foundation
import LineProtocol
import Testing

@Suite("JSON writer")
struct JSONWriterTests {
  @Test(
    arguments: [
      (nil, "null"), (true, "true"), (false, "false"), (-7, "-7"), (3.0, "3"), (0.1, "0.1"),
      (.number(.nan), "null"), (.number(.infinity), "null"), (1e300, "1e+300"),
      ("a/b\u{7f}\u{2028}é😀", "\"a/b\u{7f}\u{2028}é😀\""),
      ("\"\\\n\r\t\u{0}\u{1f}", #""\"\\\n\r\t\u0000\u001f""#), ("", "\"\""),
      ([], "[]"), ([1, [2]], "[1,[2]]"), ([:], "{}"),
      (["b": 1, "a": ["z": nil, "y": "x"]], #"{"a":{"y":"x","z":null},"b":1}"#),
    ] as [(JSONValue, String)])
  func `values are written in one line with sorted names`(value: JSONValue, text: String) {
    #expect(value.jsonText == text)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `what is written is read again as the same`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let value = Self.value(depth: 4, using: &random)
    #expect(try JSONValue(parsing: value.jsonBytes) == value)
    #expect(try JSONDecoder().decode(JSONValue.self, from: Data(value.jsonBytes)) == value)
    #expect(!value.jsonBytes.contains(UInt8(ascii: "\n")))
  }

  private static func value(depth: Int, using random: inout SplitMix64) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
    case 0: nil
    case 1: .bool(Bool.random(using: &random))
    case 2: .integer(Int.random(in: Int.min...Int.max, using: &random))
    case 3: .number(Double.random(in: -1e6...1e6, using: &random) + 0.5)
    case 4: .string(text(using: &random))
    case 5: .array((0..<3).map { _ in value(depth: depth - 1, using: &random) })
    default:
      .object(
        Dictionary(
          (0..<3).map { _ in (text(using: &random), value(depth: depth - 1, using: &random)) },
          uniquingKeysWith: { first, _ in first }))
    }
  }

  private static func text(using random: inout SplitMix64) -> String {
    let letters: [Character] = ["a", "\"", "\\", "\n", "\0", "\u{1f}", "é", "đ", "快", "😀", "/"]
    return String((0..<6).map { _ in letters.randomElement(using: &random) ?? "a" })
  }
}
