/// What a connection came in with: good as long as it is the agent's token.
struct TokenPass: Hashable, Sendable {
  let agent: String
  let hash: String
}
