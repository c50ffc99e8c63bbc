import Findings

extension Words {
  /// What everyone may read.
  static let publicPages: [String: Bilingual] = [:]
}
