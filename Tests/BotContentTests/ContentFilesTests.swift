import BotContent
import Foundation
import Testing

@Suite("Content files")
struct ContentFilesTests {
  private let files = ContentFiles([
    "intents/b.yaml": Data("intent: b\n".utf8), "dialogs/a.yaml": Data(),
  ])

  @Test func `the version is the hash of the encoding`() {
    #expect(
      ContentFiles().version == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      ContentFiles(["a": Data("b".utf8)]).version
        == "3c9d591045bc8876f9d0399bbfb05c6a412096e906f73278f98406cd5dca86df")
  }

  @Test func `the encoding is path and bytes behind their lengths, in order of path`() {
    #expect(
      ContentFiles(["b": Data("xy".utf8), "a": Data()]).encoded()
        == Data(
          [0, 0, 0, 0, 0, 0, 0, 1, 97, 0, 0, 0, 0, 0, 0, 0, 0]
            + [0, 0, 0, 0, 0, 0, 0, 1, 98, 0, 0, 0, 0, 0, 0, 0, 2, 120, 121]))
  }

  @Test func `what was encoded can be decoded`() throws {
    #expect(try ContentFiles(decoding: files.encoded()) == files)
    #expect(try ContentFiles(decoding: Data()) == ContentFiles())
  }

  @Test func `bytes that move from one file to the next change the version`() {
    let one = ContentFiles(["a": Data("x".utf8), "b": Data("yz".utf8)])
    let other = ContentFiles(["a": Data("xy".utf8), "b": Data("z".utf8)])
    #expect(one.version != other.version)
  }

  @Test func `a damaged archive is refused`() {
    let encoded = files.encoded()
    let parts = Set([0, 8 + 14, 8 + 14 + 8, 8 + 14 + 8 + 8 + 14])
    for length in 1..<encoded.count where !parts.contains(length) {
      #expect(throws: ContentFilesError.damaged) {
        try ContentFiles(decoding: encoded.prefix(length))
      }
    }
    let endless = Data(repeating: 0xFF, count: 16)
    #expect(throws: ContentFilesError.damaged) { try ContentFiles(decoding: endless) }
    let badPath = Data([0, 0, 0, 0, 0, 0, 0, 1, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0])
    #expect(throws: ContentFilesError.damaged) { try ContentFiles(decoding: badPath) }
  }
}
