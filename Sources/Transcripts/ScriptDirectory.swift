import BotContent
import Foundation

/// The only part of this module that touches the disk.
package enum ScriptDirectory {
  private static let suffix = ".chat"
  private static let byteLimit = 1_048_576
  private static let skippedFolders: Set = ["node_modules"]

  /// The transcripts that `paths` mean, sorted: a file itself, of a folder all in it and below.
  ///
  /// What an editor or a tool hides (`.build`) is left out.
  package static func files(in paths: [String]) throws(ScriptDirectoryError) -> [String] {
    var files: Set<String> = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw .missing(path)
      }
      if isFolder.boolValue {
        collect(below: path, into: &files)
      } else {
        files.insert(path)
      }
    }
    return files.sorted()
  }

  private static func collect(below folder: String, into files: inout Set<String>) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where !name.hasPrefix(".") && !skippedFolders.contains(name) {
      let path = folder == "." ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
      let type =
        try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
      if type == .typeDirectory {
        collect(below: path, into: &files)
      } else if name.hasSuffix(suffix) {
        files.insert(path)
      }
    }
  }

  /// Reads a transcript and what it includes; a path in `include:` starts from the file's folder.
  package static func read(_ path: String) -> ScriptReading {
    switch source(of: path) {
    case .missing(let reason):
      let finding = ContentFinding(
        transcript: path, line: 1, column: 1, reason, suggestion: nil)
      return ScriptReading(script: nil, findings: [finding], sources: [:])
    case .found(let name, let source):
      return ScriptReading(source, file: name) { included, from in
        let folder = (from as NSString).deletingLastPathComponent
        return self.source(
          of: ((folder as NSString).appendingPathComponent(included) as NSString).standardizingPath)
      }
    }
  }

  private static func source(of path: String) -> IncludedScript {
    guard let handle = FileHandle(forReadingAtPath: path),
      let data = try? handle.read(upToCount: byteLimit + 1)
    else { return .missing("the file `\(path)` cannot be read") }
    guard data.count <= byteLimit else { return .missing("a transcript is at most 1 MiB") }
    let bytes = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
    guard let source = String(validating: bytes, as: UTF8.self) else {
      return .missing("the file `\(path)` is not UTF-8")
    }
    return .found(name: path, source: source)
  }
}

/// Why there is nothing to play, for whoever started it.
package enum ScriptDirectoryError: Error, Equatable, CustomStringConvertible {
  case missing(String)

  package var description: String {
    switch self {
    case .missing(let path): "there is no file or folder \(path)"
    }
  }
}
