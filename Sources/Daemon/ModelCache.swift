package import BotContent
import Crypto
package import Dialogs
import Foundation
package import Logging
import Understanding

/// Keeps what training made beside the data file, so that a start with the same rules need not train
/// again.
///
/// One file for each version of the rules, named after that version and this build of the program:
/// another build may learn otherwise. Only a cache: what is missing, damaged or cannot be written
/// is trained anew.
package struct ModelCache: Sendable {
  private let data: URL
  private let build: String
  private let logger: Logger

  package init(besides data: String, logger: Logger) {
    self.data = URL(filePath: data)
    build = Self.build()
    self.logger = logger
  }

  /// `BotLoader.load`, without training where these rules were loaded before.
  package func load(
    _ files: ContentFiles
  ) -> (bot: Bot?, report: ContentReport, sources: [String: String]) {
    let file = file(of: files.version)
    let kept = try? Data(contentsOf: file, options: .alwaysMapped)
    let loaded =
      kept?.withUnsafeBytes { BotLoader.load(files, model: $0) } ?? BotLoader.load(files)
    if let recognizer = loaded.bot?.recognizer, !recognizer.isDecoded {
      write(recognizer.encodedModel, to: file)
    }
    return loaded
  }

  /// Deletes what no version in `versions`, under this build, is made of.
  package func keepOnly(_ versions: some Sequence<String>) {
    let kept = Set(versions.map { file(of: $0).lastPathComponent })
    let folder = data.deletingLastPathComponent()
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in files
    where name.hasPrefix(data.lastPathComponent + "-") && name.hasSuffix(Self.suffix)
      && !kept.contains(name)
    {
      try? FileManager.default.removeItem(at: folder.appending(path: name))
    }
  }

  private static let suffix = ".model"

  /// As `parley.sqlite-0123456789abcdef-89abcdef.model`.
  private func file(of version: String) -> URL {
    data.deletingLastPathComponent().appending(
      path: "\(data.lastPathComponent)-\(version.prefix(16))-\(build)\(Self.suffix)")
  }

  private func write(_ model: [UInt8], to file: URL) {
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(model).write(to: file, options: .atomic)
    } catch {
      logger.warning(
        "the trained model cannot be kept, so the next start trains again",
        metadata: ["file": "\(file.path)", "error": "\(error.localizedDescription)"])
    }
  }

  /// Names the program's file as it is now.
  private static func build() -> String {
    let path = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let changed = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    let size = attributes?[.size] as? Int ?? 0
    return SHA256.hash(data: Data("\(size) \(changed)".utf8)).prefix(4)
      .map { String($0, radix: 16) }.joined()
  }
}
