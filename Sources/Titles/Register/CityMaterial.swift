public import Findings

/// What is sent for the whole city and not for one round: the rules and questions that rounds are based on, the communities, the
/// holidays.
public enum CityMaterial: String, Hashable, Sendable, Codable, CaseIterable {
  /// A standard of the library.
  case standard
  /// A questionnaire of the library.
  case questionnaire
  /// The table of communities.
  case communities
  /// Changes of the register with their documents (沿革).
  case lineage
  /// The holiday notices of one or more years.
  case holidays

  /// The material's name for people.
  public var name: Bilingual {
    switch self {
    case .standard: Bilingual("考评标准", "standard")
    case .questionnaire: Bilingual("问卷", "questionnaire")
    case .communities: Bilingual("社区表", "table of communities")
    case .lineage: Bilingual("社区变更表", "changes of communities")
    case .holidays: Bilingual("放假安排", "holidays")
    }
  }

  /// Who may send it: whoever keeps the machine and whoever prepares the round. The command line leaves the same to the console.
  public var roles: Set<Role> { [.administrator, .leadingGroupOffice] }
}
