import Crypto
package import Foundation

/// The files of a bot as bytes: what a load reads, and what is archived under its version.
package struct ContentFiles: Equatable, Sendable {
  /// The path below the bot's folder, with `/`, → the bytes.
  package var files: [String: Data]

  package init(_ files: [String: Data] = [:]) { self.files = files }

  /// The SHA-256 over `encoded()`, in lower-case hexadecimal.
  ///
  /// Equal folders have equal versions wherever they lie, and because every part carries its
  /// length, moving bytes from one file to the next changes it.
  package var version: String {
    SHA256.hash(data: encoded()).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }

  /// For each path in order of its bytes: path and content, each behind its length as a 64-bit
  /// big-endian integer.
  package func encoded() -> Data {
    var encoded = Data()
    func append(_ part: some Collection<UInt8>) {
      withUnsafeBytes(of: UInt64(part.count).bigEndian) { encoded.append(contentsOf: $0) }
      encoded.append(contentsOf: part)
    }
    let sorted = files.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (path, bytes) in sorted {
      append(path.utf8)
      append(bytes)
    }
    return encoded
  }

  /// Reads what `encoded()` wrote; throws where the bytes end early or a path is no UTF-8.
  package init(decoding encoded: Data) throws(ContentFilesError) {
    var rest = encoded[...]
    func nextPart() throws(ContentFilesError) -> Data {
      guard rest.count >= 8 else { throw .damaged }
      let length = rest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      rest = rest.dropFirst(8)
      guard length <= UInt64(rest.count) else { throw .damaged }
      defer { rest = rest.dropFirst(Int(length)) }
      return Data(rest.prefix(Int(length)))
    }
    files = [:]
    while !rest.isEmpty {
      guard let path = String(validating: try nextPart(), as: UTF8.self) else { throw .damaged }
      files[path] = try nextPart()
    }
  }
}

/// Archived content that cannot be read back.
package enum ContentFilesError: Error, Equatable, CustomStringConvertible {
  case damaged

  package var description: String { "the archived content is damaged" }
}
