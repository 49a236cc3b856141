/// One row of the method table: who may call it, with what, for what.
package struct Method: Sendable {
  package let name: MethodName
  /// Who may call it, the most usual role first.
  package let roles: [Role]
  /// One sentence.
  package let summary: String
  package let parameters: [Parameter]
  package let result: Schema
  /// Beyond those that every method may answer with.
  package let errors: [ProtocolError.Code]
  /// Makes the typed call from parameters that fit the row.
  let call: @Sendable (Params) throws(ProtocolError) -> Call

  init(
    _ name: MethodName, roles: [Role] = Role.allCases, _ summary: String,
    parameters: [Parameter] = [], result: Schema = .nothing, errors: [ProtocolError.Code] = [],
    call: @escaping @Sendable (Params) throws(ProtocolError) -> Call
  ) {
    self.name = name
    self.roles = roles
    self.summary = summary
    self.parameters = parameters
    self.result = result
    self.errors = errors
    self.call = call
  }

  /// Whether a client may call it before it said who it is.
  package var worksBeforeHello: Bool {
    switch name {
    case .hello, .ping, .discover: true
    default: false
    }
  }
}
