/// libFuzzer's way into the entities: the first byte chooses the language and what was asked for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard size > 0 else { return 0 }
  let bytes = UnsafeBufferPointer(start: data, count: size)
  let choice = Int(bytes[0])
  let language = Language.allCases[choice % Language.allCases.count]
  let types = EntityExtractor.builtInEntityTypes + ["product"]
  let asked = choice / 4 % (types.count + 4)
  let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
  let violation = EntityProperty.violation(
    text, language: language, asked: asked < types.count ? types[asked] : nil)
  if let violation { fatalError(violation) }
  let steps = EntityProperty.entities(text, language: language, asked: nil).steps
  if steps > 2_000 * (text.unicodeScalars.count + 1) { fatalError("\(steps) steps") }
  return 0
}
