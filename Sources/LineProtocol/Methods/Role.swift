/// What a client is to the shop; it says so in `hello`, and may call what its role may call.
package enum Role: String, Hashable, Sendable, CaseIterable {
  /// Customers speak through it.
  case bridge
  /// A person who answers customers.
  case agent
  /// The shop's own systems.
  case backend
  /// Whoever runs the shop.
  case admin
}
