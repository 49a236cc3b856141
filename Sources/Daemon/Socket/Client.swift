package import LineProtocol

/// Who a connection is, once it said hello.
package struct Client: Hashable, Sendable {
  package var role: Role
  /// An agent always has one.
  package var name: String?

  package init(role: Role, name: String? = nil) {
    self.role = role
    self.name = name
  }
}
