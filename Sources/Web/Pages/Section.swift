import Findings
import Titles

/// A section of the service as the head lists it.
struct Section: Hashable, Sendable {
  var link: String
  var name: String
  var isCurrent: Bool

  /// The sections of a visitor, in the order of their work.
  static func list(for visitor: Visitor, at path: String, _ language: Language) -> [Section] {
    all.filter { $0.roles.contains(visitor.grant.role) }.map { entry in
      let isCurrent = path == entry.link || path.hasPrefix(entry.link + "/")
      return Section(link: entry.link, name: Words.text(entry.word, language), isCurrent: isCurrent)
    }
  }

  private static let all: [(link: String, word: String, roles: Set<Role>)] = [
    ("/work", "today", Set(Role.allCases)),
    ("/rounds", "rounds", Set(Role.allCases)),
    ("/reviews", "reviewing", [.reviewer, .leadingGroupOffice]),
    ("/study", "study", [.thirdParty]),
    ("/invitations", "invitations", [.thirdParty, .leadingGroupOffice]),
    ("/library", "library", Service.libraryReaders),
    ("/register", "register", [.administrator, .leadingGroupOffice, .leadingGroupMember, .auditor, .districtOffice]),
    ("/calendar", "calendar", [.administrator, .leadingGroupOffice, .districtOffice]),
    ("/users", "users", [.administrator]),
    ("/backups", "backups", [.administrator]),
    ("/health", "health", [.administrator]),
    ("/witnesses", "witnesses", [.administrator, .auditor, .leadingGroupOffice, .districtOffice]),
    ("/audit", "audit", [.administrator, .auditor, .leadingGroupOffice]),
  ]
}

extension PageFrame.Person {
  init(_ visitor: Visitor, _ language: Language) {
    name = visitor.name
    role = visitor.grant.role.name[language]
    scope = visitor.grant.scope == .all ? nil : visitor.grant.scope.name
  }
}
