package import Foundation

/// The only part of this module that touches the disk.
package enum ContentDirectory {
  /// Reads `intents/` and `dialogs/` of a bot's folder, subfolders included.
  ///
  /// Files that an editor hides (`.name`) are left out, and of a file too large to be content
  /// only so much is read that the loader can refuse it.
  package static func read(_ folder: URL) throws(ContentDirectoryError) -> ContentFiles {
    let folder = folder.resolvingSymlinksInPath()
    guard isFolder(folder) else { throw .noFolder(folder.path) }
    let parts = ["intents", "dialogs"].filter { isFolder(folder.appending(path: $0)) }
    guard !parts.isEmpty else { throw .noBot(folder.path) }
    var files: [String: Data] = [:]
    for part in parts {
      for path in try paths(below: part, of: folder) {
        files[path] = try bytes(of: folder.appending(path: path))
      }
    }
    return ContentFiles(files)
  }

  private static func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private static func paths(
    below part: String, of folder: URL
  ) throws(ContentDirectoryError) -> [String] {
    let root = folder.appending(path: part).resolvingSymlinksInPath()
    let names: [String]
    do {
      names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    } catch {
      throw .unreadable(root.path, error.localizedDescription)
    }
    return names.filter { name in
      let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") }
      let isContent = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
      return isContent && !isHidden && isRegularFile(root.appending(path: name))
    }.map { part + "/" + $0 }
  }

  /// A named pipe would block the reader for good.
  private static func isRegularFile(_ url: URL) -> Bool {
    let target = url.resolvingSymlinksInPath()
    return (try? target.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) ?? false
  }

  private static func bytes(of file: URL) throws(ContentDirectoryError) -> Data {
    do {
      let handle = try FileHandle(forReadingFrom: file)
      defer { try? handle.close() }
      return try handle.read(upToCount: SourceText.byteLimit + 1) ?? Data()
    } catch {
      throw .unreadable(file.path, error.localizedDescription)
    }
  }
}

/// Why there is no content to load, for the operator.
package enum ContentDirectoryError: Error, Equatable, CustomStringConvertible {
  case noFolder(String)
  case noBot(String)
  case unreadable(String, String)

  package var description: String {
    switch self {
    case .noFolder(let path): "there is no folder \(path); give the bot's folder with --bot DIR"
    case .noBot(let path):
      "\(path) is no bot's folder: it has neither intents/ nor dialogs/; give one with --bot DIR"
    case .unreadable(let path, let reason):
      "cannot read \(path): \(reason); check its owner and mode"
    }
  }
}
