import Findings

extension Words {
  /// Users, roles and scopes.
  static let people: [String: Bilingual] = [:]
}
