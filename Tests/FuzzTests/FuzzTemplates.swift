/// libFuzzer's way into the parser of sentence templates.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self)
  if let violation = NotationProperty.templateViolation(text) { fatalError(violation) }
  return 0
}
