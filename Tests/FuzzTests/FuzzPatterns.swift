/// libFuzzer's way into the compiler of patterns: the first line is the pattern, the rest a text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: data, count: size)
  let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1)
  guard let pattern = parts.first else { return 0 }
  let text = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : ""
  let violation = NotationProperty.patternViolation(
    String(decoding: pattern, as: UTF8.self), text: text)
  if let violation { fatalError(violation) }
  return 0
}
