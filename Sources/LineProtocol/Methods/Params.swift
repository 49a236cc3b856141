/// Parameters that were checked against the row of their method.
///
/// Asking for one that the row does not declare that way is a mistake in this module, and traps;
/// the tests call every method once.
struct Params {
  let method: MethodName
  private let members: [String: JSONValue]

  /// Throws `BAD_PARAMS` for the first parameter that is missing or does not fit.
  ///
  /// `null` stands for a parameter that is not there, and names that the row does not know are
  /// ignored.
  init(
    _ members: [String: JSONValue], of method: Method, limits: ProtocolLimits
  ) throws(ProtocolError) {
    self.method = method.name
    self.members = members
    for parameter in method.parameters {
      if let value = members[parameter.name], !value.isNull {
        try parameter.check(value, of: method.name, limits: limits)
      } else if parameter.isRequired {
        let expectation = parameter.kind.expectation(limits)
        throw .badParams(method.name, "'\(parameter.name)' is missing: \(expectation).")
      }
    }
  }

  func string(_ name: String) -> String { declared(optionalString(name), name) }
  func int(_ name: String) -> Int { declared(optionalInt(name), name) }
  func bool(_ name: String) -> Bool { declared(optionalBool(name), name) }
  func double(_ name: String) -> Double { declared(members[name]?.double, name) }
  func strings(_ name: String) -> [String] { declared(optionalStrings(name), name) }

  func optionalString(_ name: String) -> String? { members[name]?.string }
  func optionalInt(_ name: String) -> Int? { members[name]?.int }
  func optionalBool(_ name: String) -> Bool? { members[name]?.bool }
  func optionalObject(_ name: String) -> [String: JSONValue]? { members[name]?.object }
  func optionalStrings(_ name: String) -> [String]? {
    members[name]?.array?.compactMap(\.string)
  }

  private func declared<Value>(_ value: Value?, _ name: String) -> Value {
    guard let value else {
      preconditionFailure("\(method.rawValue) does not declare '\(name)' as it reads it")
    }
    return value
  }
}
