import Findings
import Operations
import Titles

/// The pages of a round that a role reads, as a row of links under its name.
enum RoundTabs {
  private static let all: [(path: String, word: String, access: Access)] = [
    ("", "roundOverview", .staff), ("/lists", "allLists", .overview), ("/quotas", "quotas", QuotaPage.access),
    ("/sensitivity", "sensitivity", .overview), ("/decision", "decision", .overview),
    ("/uploads", "uploads", .roles(Service.uploadReaders)), ("/paper", "paper", .roles(Service.paperReaders)),
    ("/spot-checks", "spotChecks", Service.checkReaders),
  ]

  /// The links for a visitor; none if the round is the only page.
  static func list(_ round: TitleRound, _ visitor: Visitor, at path: String, _ language: Language) -> [Section] {
    let tabs = all.filter { $0.access.admits(visitor.grant.role) }
    guard tabs.count > 1 else { return [] }
    return tabs.map { tab in
      Section(
        link: "/rounds/\(round.id.escapedForQuery)\(tab.path)", name: Words.text(tab.word, language),
        isCurrent: tab.path == path)
    }
  }
}
