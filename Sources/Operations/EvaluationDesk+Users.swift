import Findings
import Foundation
import Seals
public import Store
public import Titles

extension EvaluationDesk {
  /// Adds a user with roles.
  ///
  /// - Returns: the access code, 128 random bits, which is shown once and kept only as a digest.
  public func addUser(
    _ name: String, display: String, grants: [String], by actor: DeskActor
  ) throws -> Done<String> {
    var findings: [Finding] = []
    if name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._\-]{0,63}/) == nil {
      findings.append(Finding(.userNameUnsound, found: name))
    }
    if try store.user(name) != nil { findings.append(Finding(.userExists, found: name, details: [name])) }
    let read = grants.compactMap { RoleGrant($0) }
    for (index, text) in grants.enumerated()
    where RoleGrant(text) == nil || read.prefix(index).contains(where: { $0.description == text }) {
      findings.append(Finding(.grantUnsound, found: text, details: [text]))
    }
    if grants.isEmpty { findings.append(Finding(.grantUnsound, details: ["—"])) }
    // The public signs in with no name, so nobody is given that role.
    if read.contains(where: { $0.role == .public }) { findings.append(Finding(.grantUnsound, details: ["public"])) }
    guard findings.isEmpty else { throw Refusal(findings: findings) }
    let code = accessCode()
    return try change(actor.note("user.add", details: ["user": name, "grants": grants.joined(separator: " ")])) {
      session in
      guard try session.user(name) == nil else { throw Refusal(findings: [Finding(.userExists, details: [name])]) }
      try session.save(
        UserRecord(name: name, display: display.isEmpty ? name : display, grants: read, codeDigest: .of(code)))
      return code
    }
  }

  /// Disables a user, or lets one in again. Users are never removed: the log names them.
  public func setDisabled(_ name: String, _ isDisabled: Bool, by actor: DeskActor) throws -> Done<Bool> {
    try change(actor.note(isDisabled ? "user.disable" : "user.enable", details: ["user": name])) { session in
      var user = try existing(name, session)
      user.isDisabled = isDisabled
      try session.save(user)
      return isDisabled
    }
  }

  /// Gives a user a new access code and forgets the password.
  public func resetUser(_ name: String, by actor: DeskActor) throws -> Done<String> {
    let code = accessCode()
    return try change(actor.note("user.reset", details: ["user": name])) { session in
      var user = try existing(name, session)
      user.codeDigest = .of(code)
      user.password = nil
      try session.save(user)
      return code
    }
  }

  /// Gives a user other roles.
  public func setGrants(_ name: String, _ grants: [RoleGrant], by actor: DeskActor) throws -> Done<[RoleGrant]> {
    for grant in grants where !grant.isSensible || grant.role == .public {
      throw Refusal(findings: [Finding(.grantUnsound, details: [grant.description])])
    }
    return try change(
      actor.note("user.grants", details: ["user": name, "grants": grants.map(\.description).joined(separator: " ")])
    ) { session in
      var user = try existing(name, session)
      user.grants = grants
      try session.save(user)
      return grants
    }
  }

  /// A user in one of his or her roles, by access code. Whatever is wrong, the answer is the same.
  ///
  /// - Parameter role: the role, or role and scope, such as `auditor`; nil takes the only one.
  public func signIn(_ name: String, code: String, as role: String?) throws -> DeskActor {
    let refusal = Refusal(findings: [Finding(.notSignedIn)])
    let user = try store.user(name)
    // The digest is taken and compared in any case; a code has 128 random bits, so its plain digest tells nothing.
    let digest = ContentDigest.of(code.trimmingCharacters(in: .whitespacesAndNewlines))
    guard let user, let stored = user.codeDigest, stored == digest, !user.isDisabled else { throw refusal }
    return try self.actor(user, as: role)
  }

  /// A user whose identity somebody else has established, such as the web service, in one of the roles.
  public func actor(_ user: UserRecord, as role: String?) throws -> DeskActor {
    let matching = user.grants.filter { role == nil || $0.description == role || $0.role.rawValue == role }
    guard !user.isDisabled, matching.count == 1, let grant = matching.first else {
      throw Refusal(findings: [Finding(.notSignedIn)])
    }
    return DeskActor(name: user.name, grant: grant)
  }

  private func existing(_ name: String, _ session: ChangeSession) throws -> UserRecord {
    guard let user = try session.user(name) else {
      throw Refusal(findings: [Finding(.unknownUser, found: name, details: [name])])
    }
    return user
  }

  /// 128 random bits in groups that can be read out.
  private func accessCode() -> String {
    let digits = Array(Hexadecimal.text(surroundings.random(16)))
    return stride(from: 0, to: digits.count, by: 8).map { String(digits[$0..<$0 + 8]) }.joined(separator: "-")
  }
}
