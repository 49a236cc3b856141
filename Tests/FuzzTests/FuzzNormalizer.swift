/// libFuzzer's way into the normaliser; see scripts/fuzz.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self)
  if let violation = NormalizerProperty.violation(text) { fatalError(violation) }
  return 0
}
