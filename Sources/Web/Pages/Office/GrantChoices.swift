import Findings
import Titles

/// The roles that a user can be given, as boxes to tick, a district to choose and names to write.
struct GrantChoices: Hashable, Sendable {
  /// Makes the fields' names unique on a page with several forms.
  var id: String
  var roles: [ListChoice]
  var districts: [ListChoice]
  var department: String
  var study: String
  /// Grants that the other fields cannot hold, such as a second district; as they are written.
  var more: String

  /// The choices with a user's present grants.
  init(_ grants: [RoleGrant], _ round: TitleRound?, id: String, _ language: Language) {
    self.id = id
    roles = Role.allCases.filter { RoleGrant($0.rawValue) != nil && $0 != .public }.map { role in
      ListChoice(
        value: role.rawValue, name: role.name[language].capitalisedFirst,
        isChosen: grants.contains(RoleGrant(role)))
    }
    var rest = grants.filter { $0.scope != .all }
    func take(_ isMeant: (RoleGrant) -> Bool) -> RoleGrant? {
      rest.firstIndex(where: isMeant).map { rest.remove(at: $0) }
    }
    let known = round?.districts ?? []
    let own = take { grant in
      guard grant.role == .districtOffice, case .district(let code) = grant.scope else { return false }
      return known.contains { $0.code == code }
    }
    districts = known.map {
      ListChoice(
        value: $0.code, name: $0.name, isChosen: own?.scope == .district($0.code))
    }
    department = take { $0.role == .reviewer }?.scope.name ?? ""
    study = take { $0.role == .thirdParty }?.scope.name ?? ""
    more = rest.map(\.description).joined(separator: " ")
  }

  /// The grants that a form asks for, as they are written; what is no grant stays as it is and is refused later.
  static func texts(_ fields: FormFields) -> [String] {
    var texts = fields.all("grants").flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
    for (name, role, scope) in [
      ("district", Role.districtOffice, "district"), ("department", .reviewer, "department"),
      ("study", .thirdParty, "study"),
    ] {
      if let value = fields[name], !value.isEmpty { texts.append("\(role.rawValue)@\(scope):\(value)") }
    }
    return texts
  }
}
