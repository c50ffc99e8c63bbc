import Findings
import Titles

/// A section of the service as the head lists it.
struct Section: Hashable, Sendable {
  var link: String
  var name: String
  var isCurrent: Bool

  /// The sections of a visitor, in the order of their work.
  static func list(for visitor: Visitor, at path: String, _ language: Language) -> [Section] {
    let seen = all.filter { $0.roles.contains(visitor.grant.role) }
    // A page of a round may be a section's own: then that section is current, not the rounds.
    let parts = path.split(separator: "/")
    let own = parts.count > 2 && parts[0] == "rounds" ? seen.first { $0.inRound == String(parts[2]) } : nil
    return seen.map { entry in
      let isCurrent = own.map { $0.link == entry.link } ?? (path == entry.link || path.hasPrefix(entry.link + "/"))
      return Section(link: entry.link, name: Words.text(entry.word, language), isCurrent: isCurrent)
    }
  }

  /// `inRound` is the part of a round's addresses that belongs to the section.
  private static let all: [(link: String, word: String, inRound: String?, roles: Set<Role>)] = [
    ("/work", "today", nil, Set(Role.allCases)),
    ("/rounds", "rounds", nil, Set(Role.allCases)),
    ("/reviews", "reviewing", "reviews", [.reviewer, .leadingGroupOffice]),
    ("/study", "study", "studies", [.thirdParty]),
    ("/invitations", "invitations", "invitations", [.thirdParty, .leadingGroupOffice]),
    ("/jobs", "jobs", nil, [.leadingGroupOffice, .districtOffice]),
    ("/library", "library", nil, Service.libraryReaders),
    (
      "/register", "register", nil,
      [.administrator, .leadingGroupOffice, .leadingGroupMember, .auditor, .districtOffice]
    ),
    ("/calendar", "calendar", nil, [.administrator, .leadingGroupOffice, .districtOffice]),
    ("/users", "users", nil, [.administrator]),
    ("/backups", "backups", nil, [.administrator]),
    ("/health", "health", nil, [.administrator]),
    ("/witnesses", "witnesses", nil, [.administrator, .auditor, .leadingGroupOffice, .districtOffice]),
    ("/webhooks", "webhooks", nil, [.administrator, .auditor, .leadingGroupOffice]),
    ("/audit", "audit", nil, [.administrator, .auditor, .leadingGroupOffice]),
  ]
}

extension PageFrame.Person {
  init(_ visitor: Visitor, _ language: Language) {
    name = visitor.name
    role = visitor.grant.role.name[language]
    scope = visitor.grant.scope == .all ? nil : visitor.grant.scope.name
  }
}
