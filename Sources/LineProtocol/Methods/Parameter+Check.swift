extension Parameter {
  /// Throws unless the value is what this parameter takes.
  func check(
    _ value: JSONValue, of method: MethodName, limits: ProtocolLimits
  ) throws(ProtocolError) {
    let fits: Bool
    switch kind {
    case .identifier: fits = Self.identifier(value) != nil
    case .text: fits = try isText(value, of: method, limits: limits)
    case .string(let max):
      fits = value.string.map { Self.length($0, isAtMost: max) && !$0.utf8.contains(0) } ?? false
    case .word(let words): fits = value.string.map(words.contains) ?? false
    case .boolean: fits = value.bool != nil
    case .integer(let range): fits = value.int.map(range.contains) ?? false
    case .number(let range): fits = value.double.map(range.contains) ?? false
    case .identifiers(let max):
      let ids = value.array?.compactMap(Self.identifier)
      fits = ids.map { $0.count <= max && $0.count == value.array?.count } ?? false
    case .object: fits = value.object != nil
    case .version: fits = try isVersion(value)
    }
    guard fits else {
      throw .badParams(method, "'\(name)' must be \(kind.expectation(limits)).")
    }
  }

  /// The value if it is 1 to 128 characters without control characters.
  package static func identifier(_ value: JSONValue?) -> String? {
    guard let text = value?.string, !text.isEmpty, length(text, isAtMost: 128),
      !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else { return nil }
    return text
  }

  /// A text that is too long has a number of its own: a client can cut it and try again.
  private func isText(
    _ value: JSONValue, of method: MethodName, limits: ProtocolLimits
  ) throws(ProtocolError) -> Bool {
    guard let text = value.string else { return false }
    guard Self.length(text, isAtMost: limits.maxText) else {
      throw ProtocolError(
        .tooLong,
        "\(method.rawValue): '\(name)' is longer than \(limits.maxText) characters. Shorten it.")
    }
    // U+0000 would end the text early for every reader of the database that is written in C.
    return !text.utf8.contains(0) && text.unicodeScalars.contains { !$0.properties.isWhitespace }
  }

  private func isVersion(_ value: JSONValue) throws(ProtocolError) -> Bool {
    guard let version = value.int else { return false }
    guard version == 1 else {
      throw ProtocolError(
        .version, "This daemon speaks protocol 1, not \(version). Send \"protocol\":1.")
    }
    return true
  }

  /// Lengths are counted in Unicode scalars: the same in every client's language.
  private static func length(_ text: String, isAtMost limit: Int) -> Bool {
    text.utf8.count <= limit || text.unicodeScalars.count <= limit
  }
}

extension ProtocolError {
  static func badParams(_ method: MethodName, _ problem: String) -> ProtocolError {
    ProtocolError(.badParams, "\(method.rawValue): \(problem)")
  }
}
