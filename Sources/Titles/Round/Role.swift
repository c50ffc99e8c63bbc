public import Findings

/// What somebody is in a round. Nothing is permitted unless a rule grants it to a role.
public enum Role: String, Hashable, Sendable, Codable, CaseIterable {
  /// Keeps users, machine and backups; decides nothing about titles.
  case administrator
  /// A member of the city's leading group (领导小组成员), who decides.
  case leadingGroupMember = "leading-group-member"
  /// The leading group's office (领导小组办公室), which prepares.
  case leadingGroupOffice = "leading-group-office"
  /// A district's office.
  case districtOffice = "district-office"
  /// A reviewer of a department or street.
  case reviewer
  /// A third-party evaluator, for a study.
  case thirdParty = "third-party"
  /// Reads everything, changes nothing.
  case auditor
  /// Anyone, without sign-in.
  case `public`

  /// The role's name for people.
  public var name: Bilingual {
    switch self {
    case .administrator: Bilingual("管理员", "administrator")
    case .leadingGroupMember: Bilingual("领导小组成员", "leading-group member")
    case .leadingGroupOffice: Bilingual("领导小组办公室", "leading-group office")
    case .districtOffice: Bilingual("区级办公室", "district office")
    case .reviewer: Bilingual("部门或街道评分人", "department or street reviewer")
    case .thirdParty: Bilingual("第三方评估机构", "third-party evaluator")
    case .auditor: Bilingual("审计", "auditor")
    case .public: Bilingual("公众", "public")
    }
  }
}

/// How far a role reaches: everything, or one district, department or study. Written `all`, `district:320402`, `department:民政局`,
/// `study:2014-autumn`.
public enum Scope: Hashable, Sendable, CustomStringConvertible {
  /// Everything.
  case all
  /// One district, by its code.
  case district(String)
  /// One department or street, by its name.
  case department(String)
  /// One study, by its name.
  case study(String)

  /// Reads the written form; nil for anything else.
  public init?(_ text: String) {
    // By bytes: an accent behind the colon would make another character of it.
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      guard text == "all" else { return nil }
      self = .all
      return
    }
    let name = String(text[text.utf8.index(after: colon)...])
    guard !name.isEmpty else { return nil }
    switch text[..<colon] {
    case "district": self = .district(name)
    case "department": self = .department(name)
    case "study": self = .study(name)
    default: return nil
    }
  }

  /// The written form.
  public var description: String {
    switch self {
    case .all: "all"
    case .district(let code): "district:\(code)"
    case .department(let name): "department:\(name)"
    case .study(let name): "study:\(name)"
    }
  }

  /// Whether this scope reaches `other`: everything reaches all, and a department or study reaches its own parts, which are written
  /// behind a stroke: `department:民政局/3` is a grid of 民政局.
  public func covers(_ other: Scope) -> Bool {
    switch (self, other) {
    case (.all, _): true
    case (.department(let whole), .department(let part)), (.study(let whole), .study(let part)):
      part == whole || part.hasPrefix(whole + "/")
    default: self == other
    }
  }

  /// The part of a department or study with this name; nil for scopes without parts.
  public func part(_ name: String) -> Scope? {
    switch self {
    case .department(let whole): .department("\(whole)/\(name)")
    case .study(let whole): .study("\(whole)/\(name)")
    case .all, .district: nil
    }
  }
}

extension Scope: Codable {
  /// Reads the written form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let scope = Scope(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no scope")
    }
    self = scope
  }

  /// Writes the written form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// A role with its scope: what one person was granted. A person may have several and acts with one of them, knowingly.
public struct RoleGrant: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The role.
  public var role: Role
  /// How far it reaches.
  public var scope: Scope

  /// A role with its scope.
  public init(_ role: Role, _ scope: Scope = .all) {
    self.role = role
    self.scope = scope
  }

  /// Reads `auditor`, `district-office@district:320402`; nil for anything else, and for scopes that do not belong to the role.
  public init?(_ text: String) {
    let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
    guard let role = parts.first.flatMap(Role.init(rawValue:)),
      let scope = parts.count == 1 ? Scope.all : Scope(parts[1])
    else { return nil }
    self.init(role, scope)
    guard isSensible else { return nil }
  }

  /// The written form.
  public var description: String { scope == .all ? role.rawValue : "\(role.rawValue)@\(scope)" }

  /// Whether the scope belongs to the role: a district office has a district, a reviewer a department, an evaluator a study.
  public var isSensible: Bool {
    switch (role, scope) {
    case (.districtOffice, .district), (.reviewer, .department), (.thirdParty, .study): true
    case (.districtOffice, _), (.reviewer, _), (.thirdParty, _): false
    default: scope == .all
    }
  }
}

/// Who does something, and as what.
public struct RoundActor: Hashable, Sendable, Codable {
  /// The person's sign-in name; empty for the public.
  public var user: String
  /// The role that the person acts in.
  public var grant: RoleGrant

  /// A person in a role.
  public init(_ user: String, _ grant: RoleGrant) {
    self.user = user
    self.grant = grant
  }
}
